"""Files that a briefing is given as. Imports nothing: who draws them starts with each file."""

_OFFICE = "application/vnd.openxmlformats-officedocument"
BRIEFINGS = {
    "pptx": ("PowerPoint", f"{_OFFICE}.presentationml.presentation"),
    "docx": ("Word", f"{_OFFICE}.wordprocessingml.document"),
    "xlsx": ("Excel", f"{_OFFICE}.spreadsheetml.sheet"),
    "pdf": ("PDF", "application/pdf"),
}  # suffix -> what a menu calls it, its media type
