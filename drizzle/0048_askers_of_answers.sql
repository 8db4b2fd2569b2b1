ALTER TABLE "idempotent_answers" RENAME COLUMN "key_id" TO "asker_id";--> statement-breakpoint
ALTER TABLE "idempotent_answers" DROP CONSTRAINT "idempotent_answers_account_id_key_id_idempotency_key_pk";--> statement-breakpoint
ALTER TABLE "idempotent_answers" ADD CONSTRAINT "idempotent_answers_account_id_asker_id_idempotency_key_pk" PRIMARY KEY("account_id","asker_id","idempotency_key");