<%
    written = (upgrades or "pass").splitlines()
    body = "\n".join(line for line in written if not line.strip().startswith("# ###")).strip()
%>"""${message}"""

import sqlalchemy as sa
from alembic import op
${imports if imports else ""}
revision = ${repr(up_revision)}
down_revision = ${repr(down_revision)}


def upgrade() -> None:
    ${body}
