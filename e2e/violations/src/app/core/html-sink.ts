// expect holdall(no-html-sinks)
export function show(element: HTMLElement, name: string) {
  element.innerHTML = name
}
