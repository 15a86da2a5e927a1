import { useEffect } from "react";
import { useCaller } from "../shell/session.tsx";
import { Accounts } from "./accounts.tsx";
import { AuditLog } from "./audit-log.tsx";
import { Components } from "./components.tsx";
import { Garbage } from "./garbage.tsx";
import styles from "./operate.module.css";
import { Preview } from "./preview.tsx";
import { Throughput } from "./throughput.tsx";
import { Work } from "./work.tsx";

/** For administrators: how the registry does, who may use it, and what was done. */
export function OperatePage() {
  const { role } = useCaller();
  useEffect(() => {
    document.title = "Operate · Gatehouse";
  }, []);
  if (role !== "admin")
    return (
      <section className="stack">
        <h1>Only administrators operate the registry</h1>
        <p className="muted">Your role is {role}. An administrator can change it.</p>
      </section>
    );
  return (
    <div className={styles["page"]}>
      <h1>Operate</h1>
      <Components />
      <Work />
      <Throughput />
      <Preview />
      <Garbage />
      <Accounts />
      <AuditLog />
    </div>
  );
}
