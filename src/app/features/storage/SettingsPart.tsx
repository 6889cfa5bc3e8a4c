import type { Preferences } from '#vdfs/api/preferences.ts'
import { Checkbox } from '../../ui/Checkbox.tsx'
import { SegmentedControl } from '../../ui/SegmentedControl.tsx'
import { storageStrings as s } from './storage.strings.ts'
import styles from './StoragePage.module.css'

export interface SettingsPartProps {
  preferences: Preferences
  onChange: (change: Partial<Preferences>) => void
}

/** How Holdall looks, in every tab of this browser. */
export function SettingsPart(props: SettingsPartProps) {
  return (
    <div class={styles['settings']}>
      <span aria-hidden="true">{s.theme}</span>
      <SegmentedControl
        label={s.theme}
        value={props.preferences.theme}
        choices={[
          { value: 'system', label: s.themes.system },
          { value: 'light', label: s.themes.light },
          { value: 'dark', label: s.themes.dark },
        ]}
        onChange={(theme) => props.onChange({ theme })}
      />
      <span aria-hidden="true">{s.rowHeight}</span>
      <SegmentedControl
        label={s.rowHeight}
        value={props.preferences.rowHeight}
        choices={[
          { value: 'compact', label: s.rowHeights.compact },
          { value: 'default', label: s.rowHeights.default },
          { value: 'roomy', label: s.rowHeights.roomy },
        ]}
        onChange={(rowHeight) => props.onChange({ rowHeight })}
      />
      <span />
      <Checkbox
        checked={props.preferences.showHidden}
        onChange={(showHidden) => props.onChange({ showHidden })}
      >
        {s.showHidden}
      </Checkbox>
    </div>
  )
}
