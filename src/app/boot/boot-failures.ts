// Each thing that stops the core from starting as words and ways out. Pure.
import type { BootError } from '#vdfs/api/core-errors.ts'
import { assertNever } from '#vdfs/api/result.ts'
import { bootStrings as s } from './boot.strings.ts'

/** `OneTab`: this browser cannot share a core between tabs, and another tab has it. */
export type BootFailure = BootError | { readonly type: 'OneTab' }

/** `newest`: reload with the newest build there is. */
export type BootAction = 'reload' | 'newest' | 'take-over' | 'copy-report'

export interface FailureWords {
  readonly title: string
  readonly paragraphs: readonly string[]
  /** The first is the one to press. */
  readonly actions: readonly { readonly do: BootAction; readonly label: string }[]
  /** Whether figures about room help. */
  readonly showsRoom?: true
}

/** @param isReloaded the page was just loaded anew: to do so again would change nothing */
export function wordsOf(failure: BootFailure, isReloaded = false): FailureWords {
  switch (failure.type) {
    case 'DatabaseNewer':
      return {
        title: s.newerTitle,
        paragraphs: [s.newerText(failure.found, failure.known)],
        actions: [{ do: 'newest', label: s.reloadToUpdate }],
      }
    case 'OtherVersion':
      return {
        title: s.otherTitle,
        paragraphs: [s.otherText(failure.leaderBuild)],
        actions: isReloaded
          ? [takeOver, { do: 'newest', label: s.reload }]
          : [{ do: 'newest', label: s.reload }, takeOver],
      }
    case 'MissingFeatures':
      return { title: s.missingTitle, paragraphs: missing(failure.features), actions: [] }
    case 'StorageRefused':
      return {
        title: s.refusedTitle,
        paragraphs: [s.refusedText, s.refusedReason(failure.message)],
        actions: [{ do: 'reload', label: s.tryAgain }],
      }
    case 'LeaderSilent':
      return {
        title: s.silentTitle,
        paragraphs: [s.silentText],
        actions: [
          { do: 'take-over', label: s.takeOver },
          { do: 'reload', label: s.reload },
        ],
      }
    case 'QuotaExceeded':
      return {
        title: s.quotaTitle,
        paragraphs: [s.quotaText],
        actions: [{ do: 'reload', label: s.tryAgain }],
        showsRoom: true,
      }
    case 'Defect':
      return {
        title: s.defectTitle,
        paragraphs: [s.defectText(failure.reportId, failure.message)],
        actions: [
          { do: 'reload', label: s.tryAgain },
          { do: 'copy-report', label: s.copyReport },
        ],
      }
    case 'OneTab':
      return {
        title: s.oneTabTitle,
        paragraphs: [s.oneTabText],
        actions: [{ do: 'reload', label: s.tryAgain }],
      }
    default:
      return assertNever(failure)
  }
}

const takeOver = { do: 'take-over', label: s.takeOver } as const

/** What is missing line by line, then each remedy once. */
function missing(features: readonly string[]): readonly string[] {
  const words = features.map((feature) =>
    isKnown(feature) ? s.missing[feature] : s.missingUnknown(feature),
  )
  return [...words.map(({ lacks }) => lacks), ...new Set(words.map(({ how }) => how))]
}

function isKnown(feature: string): feature is keyof typeof s.missing {
  return feature in s.missing
}
