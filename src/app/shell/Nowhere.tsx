import { useCommands } from '../commands/registry.ts'
import { Button } from '../ui/Button.tsx'
import { shellStrings as s } from './shell.strings.ts'
import styles from './Nowhere.module.css'

/** An address that names no place. */
export function Nowhere() {
  const commands = useCommands()
  return (
    <div class={styles['page']}>
      <h1 class={styles['title']} tabIndex={-1} data-page-heading="">
        {s.nowhereTitle}
      </h1>
      <p class={styles['text']}>{s.nowhereText}</p>
      <Button kind="primary" size={36} onClick={() => commands.run('app.start')}>
        {s.nowhereWay}
      </Button>
    </div>
  )
}
