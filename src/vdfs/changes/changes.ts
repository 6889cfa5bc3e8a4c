// Door: who wants to know what, and the telling of it. Owns no data: a topic says that something changed, and whoever
// cares asks again. Refuses nothing; a topic without a listener is dropped.
import type { Topic } from '../api/topics.ts'

export interface Changes {
  /** Tells listeners, each once with all of its topics that changed. Only for what is true already. */
  publish(topics: Iterable<Topic>): void
  subscribe(topics: readonly Topic[], told: (topics: readonly Topic[]) => void): () => void
  isWatched(topic: Topic): boolean
  /** Calls `changed` when a topic gets its first listener or loses its last. */
  onWatch(changed: (topic: Topic, watched: boolean) => void): () => void
}

interface Listener {
  readonly topics: ReadonlySet<Topic>
  readonly told: (topics: readonly Topic[]) => void
}

export function createChanges(): Changes {
  const listenersByTopic = new Map<Topic, Set<Listener>>()
  const watchers = new Set<(topic: Topic, watched: boolean) => void>()

  const remove = (listener: Listener) => {
    for (const topic of listener.topics) {
      const listeners = listenersByTopic.get(topic)
      if (listeners === undefined || !listeners.delete(listener) || listeners.size > 0) continue
      listenersByTopic.delete(topic)
      for (const watcher of watchers) watcher(topic, false)
    }
  }

  return {
    publish(topics) {
      const topicsByListener = new Map<Listener, Topic[]>()
      for (const topic of new Set(topics))
        for (const listener of listenersByTopic.get(topic) ?? []) {
          const list = topicsByListener.get(listener)
          if (list === undefined) topicsByListener.set(listener, [topic])
          else list.push(topic)
        }
      for (const [listener, changed] of topicsByListener) listener.told(changed)
    },
    subscribe(topics, told) {
      const listener: Listener = { topics: new Set(topics), told }
      for (const topic of listener.topics) {
        const listeners = listenersByTopic.get(topic)
        if (listeners !== undefined) {
          listeners.add(listener)
          continue
        }
        listenersByTopic.set(topic, new Set([listener]))
        for (const watcher of watchers) watcher(topic, true)
      }
      return () => remove(listener)
    },
    isWatched: (topic) => listenersByTopic.has(topic),
    onWatch(changed) {
      watchers.add(changed)
      return () => watchers.delete(changed)
    },
  }
}
