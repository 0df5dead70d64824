"""What the DAGs of cxrwatch share; no DAG itself, and kept from being read as one by .airflowignore."""
