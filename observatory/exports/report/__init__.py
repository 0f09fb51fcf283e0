"""Word files (DOCX) in a language: progress report on the Work Plan, lists, agendas, letters."""
