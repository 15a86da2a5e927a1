import { Migration } from "@mikro-orm/migrations";

/** Following artifacts: a notification of every change (that of an update tells of what it replaces), and reports to the address that a request named. */
export class Migration0006Following extends Migration {
  override name = "0006-following";

  override up(): void {
    this.addSql(`
      create function notify_artifact() returns trigger language plpgsql as $$
      begin
        perform pg_notify('artifact', coalesce(new.replaces, new.id)::text);
        return null;
      end $$`);
    this.addSql(`
      create trigger artifact_changed after update on artifact for each row
        when ((old.status, old.status_message, old.progress, old.deleted_at, old.last_update_id)
          is distinct from (new.status, new.status_message, new.progress, new.deleted_at, new.last_update_id))
        execute function notify_artifact()`);
    this.addSql("create index artifact_status on artifact (status) where deleted_at is null");
    this.addSql("alter table artifact add column callback_url text");
    this.addSql(`
      create table webhook_delivery (
        id uuid primary key default gen_random_uuid(),
        artifact_id bigint not null references artifact (id) on delete cascade,
        url text not null,
        outcome jsonb not null,
        state text not null default 'pending' check (state in ('pending', 'delivered', 'abandoned')),
        attempts integer not null default 0,
        next_at timestamptz not null default now(),
        last_status integer,
        last_error text,
        created_at timestamptz not null default now(),
        ended_at timestamptz
      )`);
    this.addSql("create index webhook_delivery_due on webhook_delivery (next_at) where state = 'pending'");
    this.addSql("create index webhook_delivery_artifact on webhook_delivery (artifact_id, created_at desc)");
    this.addSql(`
      create function enqueue_webhook() returns trigger language plpgsql as $$
      begin
        insert into webhook_delivery (artifact_id, url, outcome)
        values (new.id, new.callback_url, jsonb_build_object(
          'status', new.status, 'status_message', new.status_message, 'progress', new.progress,
          'verdict', new.verdict, 'failure', new.failure, 'commit', new."commit", 'updated_at', new.updated_at));
        return null;
      end $$`);
    this.addSql(`
      create trigger artifact_ended after update of status on artifact for each row
        when (new.callback_url is not null and new.status in ('completed', 'rejected', 'failed')
          and old.status not in ('completed', 'rejected', 'failed'))
        execute function enqueue_webhook()`);
  }

  override down(): void {
    this.addSql("drop trigger artifact_ended on artifact");
    this.addSql("drop trigger artifact_changed on artifact");
    this.addSql("drop function enqueue_webhook()");
    this.addSql("drop function notify_artifact()");
    this.addSql("drop table webhook_delivery");
    this.addSql("drop index artifact_status");
    this.addSql("alter table artifact drop column callback_url");
  }
}
