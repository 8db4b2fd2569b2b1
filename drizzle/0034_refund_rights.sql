-- What was paid back stands, as invoices and payments do.
REVOKE UPDATE ON refunds FROM aperture_app, aperture_system;
