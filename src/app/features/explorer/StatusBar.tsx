import { createSignal, Match, Show, Switch } from 'solid-js'
import CircleCheck from 'lucide-solid/icons/circle-check'
import TriangleAlert from 'lucide-solid/icons/triangle-alert'
import { messageOf } from '../../errors/messages.ts'
import { useNavigation } from '../../navigation/navigation.tsx'
import { agoWords, createNow } from '../../parts/clock.ts'
import { systemFormats as formats } from '../../parts/system-formats.ts'
import { totalsSentence } from '../../parts/totals.ts'
import { BusyRing } from '../../ui/BusyRing.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { createDelayed } from '../../parts/delayed.ts'
import { createIndexStatus } from '../../parts/index-status.ts'
import type { Explorer } from './explorer.store.ts'
import { explorerStrings as s } from './explorer.strings.ts'
import { WithheldDialog } from './WithheldDialog.tsx'
import styles from './StatusBar.module.css'

/** Waits shorter than this are not worth a word. */
const SLOW_MS = 300

/** What is here, what is selected, what is under way, what could not be had. */
export function StatusBar(props: { explorer: Explorer; onRefresh: () => void }) {
  const [isWithheldOpen, setWithheldOpen] = createSignal(false)
  const facts = () => props.explorer.rows.facts()
  const isReading = () =>
    facts().listing.state === 'listing' && props.explorer.rows.error() === undefined
  const isSlow = createDelayed(isReading, SLOW_MS)
  const failure = () => {
    const { listing } = facts()
    return listing.state === 'failed' && facts().total > 0 ? listing.error : undefined
  }
  return (
    <footer class={styles['bar']} aria-label={s.status}>
      <Show when={!props.explorer.isUnread()}>
        <Items explorer={props.explorer} />
      </Show>
      <Selected explorer={props.explorer} />
      <span class={styles['space']} />
      <Switch>
        <Match when={isSlow()}>
          <span>{s.readingNames(facts().total, formats.count(facts().total))}</span>
        </Match>
        <Match when={facts().sorting}>
          {(sorting) => (
            <span>{s.sorting(formats.count(sorting().done), formats.count(sorting().of))}</span>
          )}
        </Match>
        <Match when={failure()}>
          {(error) => (
            <output class={styles['warn']}>
              <Icon of={TriangleAlert} size={14} />
              <span class={styles['words']}>{`${s.incomplete} ${messageOf(error()).text}`}</span>
              <button type="button" class={styles['act']} onClick={() => props.onRefresh()}>
                {s.tryAgain}
              </button>
            </output>
          )}
        </Match>
      </Switch>
      <Show when={facts().withheld}>
        {(withheld) => (
          <>
            <button
              type="button"
              class={styles['act']}
              aria-haspopup="dialog"
              onClick={() => setWithheldOpen(true)}
            >
              {s.withheld(withheld().count, formats.count(withheld().count))}
            </button>
            <WithheldDialog
              open={isWithheldOpen()}
              count={withheld().count}
              names={withheld().names}
              onClose={() => setWithheldOpen(false)}
            />
          </>
        )}
      </Show>
      <Indexed explorer={props.explorer} />
    </footer>
  )
}

/** How often "2 minutes ago" is counted again, ms. */
const AGO_MS = 30_000

/** What the index knows of the folder and all below, and how new that is. */
function Indexed(props: { explorer: Explorer }) {
  const navigation = useNavigation()
  const now = createNow(AGO_MS)
  const locationId = () => props.explorer.view().at.locationId
  const index = createIndexStatus(locationId)
  const totals = () => props.explorer.rows.facts().totals
  const openIndex = () => {
    props.explorer.visits.flush()
    navigation.go({ screen: 'index', locationId: locationId() })
  }
  return (
    <>
      <Show when={totals()}>
        {(sums) => (
          <>
            <Show when={sums().excluded > 0}>
              <button type="button" class={styles['leftOut']} onClick={openIndex}>
                {s.leftOut(formats.count(sums().excluded))}
              </button>
            </Show>
            <span class={styles['contains']}>
              {s.contains(totalsSentence(sums(), formats, false))}
            </span>
          </>
        )}
      </Show>
      <Switch>
        <Match when={index.status()?.isScanning === true}>
          <span class={styles['index']}>
            <BusyRing />
            {s.indexing}
          </span>
        </Match>
        <Match when={index.status()?.scannedMs}>
          {(scannedMs) => (
            <span class={styles['index']}>
              <Icon of={CircleCheck} size={14} class={styles['ok'] ?? ''} />
              {s.indexed(agoWords(scannedMs(), now(), formats))}
            </span>
          )}
        </Match>
      </Switch>
    </>
  )
}

function Items(props: { explorer: Explorer }) {
  const facts = () => props.explorer.rows.facts()
  const isShown = () => props.explorer.rows.shownView().showHidden
  const hidden = () => formats.count(facts().hidden)
  return (
    <span class={styles['items']}>
      {s.items(facts().total, formats.count(facts().total))}
      <Show when={facts().hidden > 0}>
        <span>, </span>
        <button
          type="button"
          class={styles['act']}
          data-tooltip={isShown() ? s.hideHidden : s.showHidden}
          onClick={() => props.explorer.toggleHidden()}
        >
          {isShown() ? s.hiddenShown(facts().hidden, hidden()) : s.hidden(hidden())}
        </button>
      </Show>
    </span>
  )
}

function Selected(props: { explorer: Explorer }) {
  const count = () => props.explorer.selection.count()
  /** The size of one row is on the screen already; of more, the core sums it up. */
  const size = () => {
    const row = props.explorer.focusedRow()
    if (row !== undefined && row.rowId === props.explorer.selection.only())
      return row.kind === 'file' && row.facts.state === 'known'
        ? formats.size(row.facts.sizeBytes)
        : undefined
    const summary = props.explorer.summary()
    if (summary === undefined || summary.files === 0) return undefined
    const sum = formats.size(summary.sizeBytes)
    return summary.unread > 0 ? s.soFar(sum) : sum
  }
  return (
    <Show when={count() > 0}>
      <span>{[s.selected(formats.count(count())), size()].filter(Boolean).join(', ')}</span>
    </Show>
  )
}
