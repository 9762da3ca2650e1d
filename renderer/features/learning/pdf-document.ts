/** The reader of PDF documents, with its worker from our own host. */
import { getDocument, GlobalWorkerOptions, type PDFDocumentProxy } from 'pdfjs-dist';
// Vite makes the default export of `?worker`.
// oxlint-disable-next-line import/default
import PdfWorker from 'pdfjs-dist/build/pdf.worker.min.mjs?worker';

export type Document = PDFDocumentProxy;

let worker: Worker | null = null;

/** Opens a document; pages are fetched as they are looked at. `opened` rejects when it is none, or is not there. */
export function openDocument(address: string): { opened: Promise<Document>; close: () => void } {
  worker ??= new PdfWorker();
  GlobalWorkerOptions.workerPort = worker;
  const loading = getDocument({ url: address, disableAutoFetch: true, useSystemFonts: true, useWasm: false });
  return { opened: loading.promise, close: () => void loading.destroy() };
}
