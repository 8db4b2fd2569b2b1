-- Roles belong to the whole cluster: another database, or another instance that migrates at the same moment, may have made them.
DO $$ BEGIN CREATE ROLE aperture_app NOLOGIN; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$;--> statement-breakpoint
DO $$ BEGIN CREATE ROLE aperture_system NOLOGIN; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$;--> statement-breakpoint
DO $$ BEGIN EXECUTE format('GRANT aperture_app, aperture_system TO %I', current_user); EXCEPTION WHEN unique_violation THEN NULL; END $$;--> statement-breakpoint
CREATE EXTENSION IF NOT EXISTS pg_trgm;
