"""The only place where Streamlit speaks."""
