// expect TS2584: document
export const title = () => String(document.title)
