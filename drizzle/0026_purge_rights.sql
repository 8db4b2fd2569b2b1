-- A hook that was taken away leaves no credentials behind; the audit log tells that it was there.
GRANT DELETE ON purge_hooks TO aperture_app;
