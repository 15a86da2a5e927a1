import { Menu as Base } from "@base-ui/react/menu";
import type { ReactNode } from "react";
import styles from "./menu.module.css";

export interface MenuItem {
  readonly label: string;
  readonly onSelect: () => void;
  readonly isDanger?: boolean;
}

export interface MenuProps {
  readonly label: string;
  readonly children: ReactNode;
  readonly items: readonly MenuItem[];
}

export interface ChoiceMenuProps {
  readonly label: string;
  readonly choices: readonly { readonly value: string; readonly label: string; readonly count: number }[];
  readonly chosen: readonly string[];
  readonly onChange: (chosen: string[]) => void;
}

/** A button that opens a list of actions. */
export function Menu(props: MenuProps) {
  return (
    <Base.Root modal={false}>
      <Base.Trigger className="button plain" aria-label={props.label}>
        {props.children}
      </Base.Trigger>
      <Base.Portal>
        <Base.Positioner sideOffset={4} align="end">
          <Base.Popup className={styles["popup"]}>
            {props.items.map(({ label, onSelect, isDanger = false }) => (
              <Base.Item key={label} className={`${styles["item"]} ${isDanger ? "danger" : ""}`} onClick={onSelect}>
                {label}
              </Base.Item>
            ))}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

/** A button that opens a list of choices, several of which can hold; each shows how many artifacts it would find. */
export function ChoiceMenu(props: ChoiceMenuProps) {
  const { label, choices, chosen, onChange } = props;
  const toggle = (value: string, isChosen: boolean): void =>
    onChange(isChosen ? [...chosen, value] : chosen.filter((one) => one !== value));
  return (
    <Base.Root modal={false}>
      <Base.Trigger className="button">
        {label}
        {chosen.length > 0 && <span className={styles["badge"]}>{chosen.length}</span>}
        <span aria-hidden="true">▾</span>
      </Base.Trigger>
      <Base.Portal>
        <Base.Positioner sideOffset={4} align="start">
          <Base.Popup className={styles["popup"]}>
            {choices.length === 0 && <p className={`${styles["item"]} muted`}>Nothing to choose from</p>}
            {choices.map(({ value, label: text, count }) => (
              <Base.CheckboxItem
                key={value}
                className={styles["item"]}
                checked={chosen.includes(value)}
                onCheckedChange={(isChosen) => toggle(value, isChosen)}
              >
                <span className={styles["box"]} aria-hidden="true">
                  <Base.CheckboxItemIndicator>✓</Base.CheckboxItemIndicator>
                </span>
                <span className={styles["text"]}>{text}</span>
                <span className="num muted">{count}</span>
              </Base.CheckboxItem>
            ))}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
