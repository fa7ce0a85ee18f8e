"""The store: tables, journal, database, migrations, backups and attachments. Importing the package itself loads nothing."""
