import { createSignal, For, Show } from 'solid-js'
import type { IndexStatus } from '#vdfs/api/indexing.ts'
import {
  MAX_PATTERN_LENGTH,
  MAX_PATTERNS,
  RuleSetIdSchema,
  type LocationRules,
} from '#vdfs/api/rules.ts'
import { useCore } from '../../core/core-context.tsx'
import { createCommand } from '../../core/create-command.ts'
import { ErrorNotice } from '../../errors/ErrorNotice.tsx'
import { systemFormats as formats } from '../../parts/system-formats.ts'
import { useToasts } from '../../parts/toasts-context.ts'
import { Button } from '../../ui/Button.tsx'
import { Checkbox } from '../../ui/Checkbox.tsx'
import { TextArea } from '../../ui/TextArea.tsx'
import { indexingStrings as s } from './indexing.strings.ts'
import {
  draftOf,
  isSameRules,
  problemOf,
  rulesOf,
  withSet,
  type DraftProblem,
  type RulesDraft,
} from './rules-draft.ts'
import { TryRules } from './TryRules.tsx'
import styles from './IndexPage.module.css'

export interface RulesPartProps {
  status: IndexStatus
  name: string
  onSaved: () => void
}

/** The rules of a location: nothing counts before it is saved. */
export function RulesPart(props: RulesPartProps) {
  const core = useCore()
  const toasts = useToasts()
  const [edited, setEdited] = createSignal<RulesDraft>()
  const draft = () => edited() ?? draftOf(props.status.rules)
  const problem = () => problemOf(draft())
  const isChanged = () => !isSameRules(rulesOf(draft()), props.status.rules)
  const save = createCommand((rules: ReturnType<typeof rulesOf>) =>
    core.indexing.configure({ locationId: props.status.locationId, rules }),
  )
  const refusal = () => {
    if (!isChanged()) return s.nothingToSave
    return problem() === undefined ? undefined : s.mendFirst
  }
  const store = async () => {
    const done = await save.run(rulesOf(draft()))
    if (done?.ok !== true) return
    toasts.show({ text: s.saved })
    props.onSaved()
  }
  const revert = () => {
    save.clearError()
    setEdited(undefined)
  }
  /** To be tried, also before they are saved. */
  const tried = (): LocationRules | undefined =>
    problem() === undefined ? rulesOf(draft()) : undefined
  return (
    <>
      <ul class={styles['sets']}>
        <For each={RuleSetIdSchema.options}>
          {(set) => (
            <li>
              <Checkbox
                checked={draft().sets.includes(set)}
                onChange={(on) => setEdited(withSet(draft(), set, on))}
              >
                {s.sets[set].name}
                <span class={styles['setText']}>{s.sets[set].text}</span>
              </Checkbox>
            </li>
          )}
        </For>
      </ul>
      <TextArea
        label={s.own}
        hint={s.ownHint}
        rows={5}
        value={draft().text}
        error={wordsOf(problem())}
        onInput={(text) => setEdited({ ...draft(), text })}
      />
      <div class={styles['line']}>
        <Button kind="primary" unavailable={refusal()} onClick={() => void store()}>
          {s.save}
        </Button>
        <Button unavailable={isChanged() ? undefined : s.nothingToSave} onClick={revert}>
          {s.revert}
        </Button>
        <output class={styles['text']}>{isChanged() ? s.unsaved : ''}</output>
      </div>
      <Show when={save.error()}>{(error) => <ErrorNotice error={error()} />}</Show>
      <TryRules locationId={props.status.locationId} name={props.name} rules={tried()} />
    </>
  )
}

function wordsOf(problem: DraftProblem | undefined): string | undefined {
  if (problem === undefined) return undefined
  return problem.type === 'tooMany'
    ? s.tooMany(formats.count(problem.count), formats.count(MAX_PATTERNS))
    : s.tooLong(formats.count(problem.line), formats.count(MAX_PATTERN_LENGTH))
}
