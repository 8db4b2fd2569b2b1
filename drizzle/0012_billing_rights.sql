-- What was issued and paid stands: a mistake is put right by another row.
REVOKE UPDATE ON invoices, payments FROM aperture_app, aperture_system;
