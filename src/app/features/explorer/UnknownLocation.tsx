import { useCommands } from '../../commands/registry.ts'
import { Button } from '../../ui/Button.tsx'
import { explorerStrings as s } from './explorer.strings.ts'
import styles from './UnknownLocation.module.css'

/** In place of a folder: its location is not in this library, so there is nothing to try again. */
export function UnknownLocation() {
  const commands = useCommands()
  return (
    <div class={styles['page']}>
      <h1 class={styles['title']} tabIndex={-1} data-page-heading="">
        {s.unknownLocation}
      </h1>
      <Button kind="primary" size={36} onClick={() => commands.run('app.start')}>
        {s.yourFolders}
      </Button>
    </div>
  )
}
