import { Migration } from "@mikro-orm/migrations";

const FINAL = "('completed', 'rejected', 'failed')";

/** Updates are reported too, to the address of the artifact that they are to replace. */
export class Migration0007UpdateReports extends Migration {
  override name = "0007-update-reports";

  override up(): void {
    this.addSql(`
      create function outcome_of(a artifact) returns jsonb language sql stable as $$
        select jsonb_build_object(
          'status', a.status, 'status_message', a.status_message, 'progress', a.progress,
          'verdict', a.verdict, 'failure', a.failure, 'commit', a."commit", 'updated_at', a.updated_at)
      $$`);
    // An update that passed is what the artifact is about to hold; any other one leaves the artifact as it is.
    this.addSql(`
      create or replace function enqueue_webhook() returns trigger language plpgsql as $$
      declare
        target artifact := new;
        outcome jsonb := outcome_of(new);
      begin
        if new.replaces is not null then
          select * into target from artifact where id = new.replaces and deleted_at is null;
          if new.status <> 'completed' or new.archive is null then
            outcome := outcome_of(target);
          end if;
          outcome := outcome || jsonb_build_object('update', outcome_of(new) || jsonb_build_object('id', new.id));
        end if;
        if target.callback_url is not null then
          insert into webhook_delivery (artifact_id, url, outcome) values (target.id, target.callback_url, outcome);
        end if;
        return null;
      end $$`);
    this.addSql("drop trigger artifact_ended on artifact");
    this.addSql(`
      create trigger artifact_ended after update of status on artifact for each row
        when ((new.callback_url is not null or new.replaces is not null)
          and new.status in ${FINAL} and old.status not in ${FINAL})
        execute function enqueue_webhook()`);
  }

  override down(): void {
    this.addSql("delete from webhook_delivery where outcome -> 'update' is not null");
    this.addSql("drop trigger artifact_ended on artifact");
    this.addSql(`
      create or replace function enqueue_webhook() returns trigger language plpgsql as $$
      begin
        insert into webhook_delivery (artifact_id, url, outcome)
        values (new.id, new.callback_url, jsonb_build_object(
          'status', new.status, 'status_message', new.status_message, 'progress', new.progress,
          'verdict', new.verdict, 'failure', new.failure, 'commit', new."commit", 'updated_at', new.updated_at));
        return null;
      end $$`);
    this.addSql("drop function outcome_of(artifact)");
    this.addSql(`
      create trigger artifact_ended after update of status on artifact for each row
        when (new.callback_url is not null and new.status in ${FINAL} and old.status not in ${FINAL})
        execute function enqueue_webhook()`);
  }
}
