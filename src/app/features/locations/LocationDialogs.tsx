import { createMemo, Show } from 'solid-js'
import { Button } from '../../ui/Button.tsx'
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { visibleName } from '../../ui/name-parts.ts'
import { uiStrings } from '../../ui/ui.strings.ts'
import { locationsStrings as s } from './locations.strings.ts'
import { useLocations, type OverlapQuestion } from './locations.store.ts'

/** The questions that locations ask; mounted once, beside the app. */
export default function LocationDialogs() {
  const locations = useLocations()
  return (
    <>
      <OverlapDialog />
      <ConfirmDialog
        open={locations.removing() !== undefined}
        title={s.removeTitle(visibleName(locations.removing()?.name ?? ''))}
        confirm={s.removeVerb}
        danger
        onCancel={() => locations.setRemoving(undefined)}
        onConfirm={() => {
          const location = locations.removing()
          locations.setRemoving(undefined)
          if (location !== undefined) void locations.remove(location)
        }}
      >
        {s.removeText}
      </ConfirmDialog>
      <ConfirmDialog
        open={locations.otherFolder() !== undefined}
        title={s.otherTitle(
          visibleName(locations.otherFolder()?.pickedName ?? ''),
          visibleName(locations.otherFolder()?.location.name ?? ''),
        )}
        confirm={s.useIt}
        onCancel={() => void locations.answerOtherFolder(false)}
        onConfirm={() => void locations.answerOtherFolder(true)}
      >
        {s.otherText(visibleName(locations.otherFolder()?.location.name ?? ''))}
      </ConfirmDialog>
    </>
  )
}

function OverlapDialog() {
  const locations = useLocations()
  const question = locations.question
  const words = createMemo(() => {
    const asked = question()
    return asked === undefined ? undefined : wordsOf(asked)
  })
  return (
    <Dialog
      open={question() !== undefined}
      width="small"
      alert
      title={words()?.title ?? ''}
      onClose={() => question()?.answer('cancel')}
      footer={
        <>
          <Button onClick={() => question()?.answer('cancel')}>{uiStrings.cancel}</Button>
          <Button
            kind={words()?.canOpen === true ? 'secondary' : 'primary'}
            onClick={() => question()?.answer('add')}
          >
            {s.addAllTheSame}
          </Button>
          <Show when={words()?.canOpen}>
            <Button kind="primary" onClick={() => question()?.answer('open')}>
              {s.openThere}
            </Button>
          </Show>
        </>
      }
    >
      {words()?.text}
    </Dialog>
  )
}

function wordsOf({ folder, overlap }: OverlapQuestion) {
  const name = visibleName(folder.name)
  if (overlap.type === 'InsideALocation') {
    const outer = visibleName(overlap.name)
    return { title: s.insideTitle(name, outer), text: s.insideText(outer), canOpen: true }
  }
  const names = overlap.names.map(visibleName)
  return {
    title: s.aroundTitle(name, names.length),
    text: s.aroundText(names.join(', ')),
    canOpen: false,
  }
}
