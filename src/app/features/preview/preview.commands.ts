// What can be done in the preview, as commands; they exist while it is open.
import ChevronLeft from 'lucide-solid/icons/chevron-left'
import ChevronRight from 'lucide-solid/icons/chevron-right'
import Download from 'lucide-solid/icons/download'
import Fullscreen from 'lucide-solid/icons/fullscreen'
import ImageUpscale from 'lucide-solid/icons/image-upscale'
import TextWrap from 'lucide-solid/icons/text-wrap'
import X from 'lucide-solid/icons/x'
import ZoomIn from 'lucide-solid/icons/zoom-in'
import ZoomOut from 'lucide-solid/icons/zoom-out'
import type { TextEncodingLabel, TextPart } from '#vdfs/api/files.ts'
import type { Command } from '../../commands/registry.ts'
import { previewStrings as s } from './preview.strings.ts'
import { ZOOM_STEP } from './zoom.ts'

/** The `data-command-scope` of the preview. */
export const previewScope = 'preview'

/** What a view of a picture lets others do with it. */
export interface ZoomControl {
  readonly by: (factor: number) => void
  readonly fit: () => void
  readonly actual: () => void
}

export interface TextControl {
  readonly isWrapping: () => boolean
  readonly setWrapping: (on: boolean) => void
  readonly selectAll: () => void
  /** Undefined until it is read. */
  readonly encoding: () => Pick<TextPart, 'encoding' | 'certainty'> | undefined
  /** Reads the file again from its beginning. */
  readonly readAs: (encoding: TextEncodingLabel) => void
}

export interface PreviewActions {
  readonly canStep: (by: number) => boolean
  readonly step: (by: number) => void
  readonly close: () => void
  readonly canDownload: () => boolean
  readonly download: () => Promise<void>
  readonly zoom: () => ZoomControl | undefined
  readonly text: () => TextControl | undefined
}

export function previewCommands(actions: PreviewActions): readonly Command[] {
  const isPicture = () => actions.zoom() !== undefined
  const isText = () => actions.text() !== undefined
  const commands: readonly Omit<Command, 'group' | 'scope'>[] = [
    {
      id: 'preview.previous',
      label: () => s.previous,
      icon: ChevronLeft,
      keys: ['Left', 'Up'],
      repeats: true,
      quiet: true,
      when: () => actions.canStep(-1) || { disabled: s.isFirst },
      run: () => actions.step(-1),
    },
    {
      id: 'preview.next',
      label: () => s.next,
      icon: ChevronRight,
      keys: ['Right', 'Down'],
      repeats: true,
      quiet: true,
      when: () => actions.canStep(1) || { disabled: s.isLast },
      run: () => actions.step(1),
    },
    {
      id: 'preview.close',
      label: () => s.close,
      icon: X,
      keys: 'Space',
      run: actions.close,
    },
    {
      id: 'preview.download',
      label: () => s.download,
      icon: Download,
      when: actions.canDownload,
      run: actions.download,
    },
    {
      id: 'preview.zoom-in',
      label: () => s.zoomIn,
      icon: ZoomIn,
      keys: ['Plus', '='],
      repeats: true,
      when: isPicture,
      run: () => actions.zoom()?.by(ZOOM_STEP),
    },
    {
      id: 'preview.zoom-out',
      label: () => s.zoomOut,
      icon: ZoomOut,
      keys: 'Minus',
      repeats: true,
      when: isPicture,
      run: () => actions.zoom()?.by(1 / ZOOM_STEP),
    },
    {
      id: 'preview.zoom-fit',
      label: () => s.zoomFit,
      icon: Fullscreen,
      keys: '0',
      when: isPicture,
      run: () => actions.zoom()?.fit(),
    },
    {
      id: 'preview.zoom-actual',
      label: () => s.zoomActual,
      icon: ImageUpscale,
      keys: '1',
      when: isPicture,
      run: () => actions.zoom()?.actual(),
    },
    {
      id: 'preview.wrap',
      label: () => s.wrap,
      icon: TextWrap,
      keys: 'W',
      when: isText,
      checked: () => actions.text()?.isWrapping() === true,
      run: () => actions.text()?.setWrapping(actions.text()?.isWrapping() !== true),
    },
    {
      id: 'preview.select-all',
      label: () => s.selectAll,
      keys: 'Mod+A',
      when: isText,
      run: () => actions.text()?.selectAll(),
    },
  ]
  return commands.map((command) => ({ ...command, group: 'preview', scope: previewScope }))
}
