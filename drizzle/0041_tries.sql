-- Tries at passcodes are one of several things that are counted.
ALTER TABLE passcode_tries RENAME TO tries;--> statement-breakpoint
ALTER TABLE tries RENAME CONSTRAINT passcode_tries_network_token_hash_pk TO tries_who_what_pk;--> statement-breakpoint
ALTER TABLE tries RENAME COLUMN network TO who;--> statement-breakpoint
ALTER TABLE tries RENAME COLUMN token_hash TO what;--> statement-breakpoint
ALTER TABLE tries RENAME COLUMN tries TO count;
