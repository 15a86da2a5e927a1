import { Dialog as Base } from "@base-ui/react/dialog";
import type { ReactNode } from "react";
import styles from "./dialog.module.css";

/** A dialog over the page; Escape and a click beside it close it. */
export function Dialog(props: {
  readonly title: string;
  readonly open: boolean;
  readonly onClose: () => void;
  readonly children: ReactNode;
}) {
  return (
    <Base.Root open={props.open} onOpenChange={(open) => !open && props.onClose()}>
      <Base.Portal>
        <Base.Backdrop className={styles["backdrop"]} />
        <Base.Popup className={styles["popup"]}>
          <Base.Title className={styles["title"]}>{props.title}</Base.Title>
          {props.children}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}

/** Asks once before something is lost. `what` names it and what is lost. */
export function Confirm(props: {
  readonly title: string;
  readonly what: ReactNode;
  readonly action: string;
  readonly open: boolean;
  readonly pending: boolean;
  readonly problem: string | null;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}) {
  return (
    <Dialog title={props.title} open={props.open} onClose={props.onClose}>
      <div className="stack">
        <p>{props.what}</p>
        {props.problem !== null && (
          <p role="alert" className="problem">
            {props.problem}
          </p>
        )}
        <div className={styles["buttons"]}>
          <button type="button" className="button" onClick={props.onClose}>
            Keep it
          </button>
          <button type="button" className="button danger" disabled={props.pending} onClick={props.onConfirm}>
            {props.action}
          </button>
        </div>
      </div>
    </Dialog>
  );
}
