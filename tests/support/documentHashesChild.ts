import { createHash } from 'node:crypto';
import { builtDocument, makeDocument } from '../../electron/city/documents/makeDocument.ts';
import { SAMPLES } from './sampleDocuments.ts';

/** Prints the hashes of the sample documents, as they are made in this process's time zone. */
for (const request of SAMPLES)
  for (const format of ['docx', 'xlsx', 'html'] as const) {
    if (request.kind === 'minutes' && format === 'xlsx') continue;
    const { bytes } = await makeDocument(builtDocument(request), [], format);
    console.log(`${request.kind} ${format} ${createHash('sha256').update(bytes).digest('hex')}`);
  }
