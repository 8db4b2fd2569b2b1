DROP POLICY "of_account" ON "passcode_attempts" CASCADE;--> statement-breakpoint
DROP POLICY "of_system" ON "passcode_attempts" CASCADE;--> statement-breakpoint
DROP TABLE "passcode_attempts" CASCADE;--> statement-breakpoint
CREATE TABLE "passcode_tries" (
	"network" text NOT NULL,
	"token_hash" text NOT NULL,
	"tries" integer NOT NULL,
	"since" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "passcode_tries_network_token_hash_pk" PRIMARY KEY("network","token_hash")
);--> statement-breakpoint
REVOKE ALL ON passcode_tries FROM aperture_app;--> statement-breakpoint
GRANT DELETE ON passcode_tries TO aperture_system;
