"""mechanism page."""

import streamlit as st


def show() -> None:
    st.title("mechanism")
    st.write(st.query_params.to_dict())


if __name__ == "__main__":
    show()
