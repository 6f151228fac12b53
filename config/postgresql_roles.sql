-- What the role that serves may do. The loader's role owns the tables and runs this file in the
-- database, after the tables have been made and after each new version of the program:
--
--     psql -U tamnhin_loader -d tamnhin -v ON_ERROR_STOP=1 -1 -f config/postgresql_roles.sql
--
-- It may be run as often as one likes. Without -1 there is a moment in which nothing is allowed.

REVOKE ALL ON ALL TABLES IN SCHEMA public FROM tamnhin_web;
REVOKE ALL ON ALL SEQUENCES IN SCHEMA public FROM tamnhin_web;
GRANT USAGE ON SCHEMA public TO tamnhin_web;

-- Figures, rows, quarantine and the revision of the tables are read.
GRANT SELECT ON ALL TABLES IN SCHEMA public TO tamnhin_web;

-- A target that is changed on its page, its history, and the data version, which screens watch.
GRANT INSERT, DELETE ON targets TO tamnhin_web;
GRANT INSERT ON target_changes TO tamnhin_web;
GRANT UPDATE (version, changed_at) ON dataset TO tamnhin_web;

-- What people do about alerts, and what is to be sent of it.
GRANT UPDATE (state, alarm, turned_at, acknowledged, acknowledged_at, acknowledged_by, note,
    cleared_at, assigned_to, due_at, shelved_until, ended_at) ON alerts TO tamnhin_web;
GRANT INSERT ON alert_events, alert_outbox TO tamnhin_web;
GRANT UPDATE (alerts_version) ON dataset TO tamnhin_web;

-- The doors. Nothing of theirs is deleted but codes of screens that nobody has paired, and lists
-- of what walls show.
GRANT INSERT, UPDATE ON accounts, sessions, links, displays, api_keys TO tamnhin_web;
GRANT INSERT, DELETE ON waiting_displays TO tamnhin_web;
GRANT INSERT, UPDATE, DELETE ON playlists TO tamnhin_web;
GRANT INSERT, UPDATE, DELETE ON briefings TO tamnhin_web;
GRANT INSERT ON briefings_made TO tamnhin_web;

-- Lines are added to the audit, and its newest one is marked; none is changed or removed.
GRANT INSERT ON audit TO tamnhin_web;
GRANT UPDATE (number, hash) ON audit_head TO tamnhin_web;

GRANT USAGE ON SEQUENCE
    accounts_id_seq, displays_id_seq, api_keys_id_seq, target_changes_id_seq, briefings_made_id_seq,
    alert_events_id_seq, alert_outbox_id_seq TO tamnhin_web;
