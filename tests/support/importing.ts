import type { z } from 'zod';
import { ImportJob, type ImportRequest, UploadReport } from '../../shared/contract/sources.ts';
import { eventually, type TestCity } from './city.ts';

/** Uploads a list into a city as the wizard does; the mapping is the guessed one. */
export async function uploadList(
  city: TestCity,
  content: string | Uint8Array<ArrayBuffer>,
  name = 'list.csv',
): Promise<z.output<typeof UploadReport>> {
  const answer = await city.request(`/api/uploads?filename=${encodeURIComponent(name)}`, {
    method: 'POST',
    body: content,
  });
  return UploadReport.parse(await answer.json());
}

/** Uploads and imports a list through the interface; resolves with the job once it has ended. */
export async function importList(
  city: TestCity,
  content: string | Uint8Array<ArrayBuffer>,
  more: Partial<z.input<typeof ImportRequest>> & { filename?: string } = {},
): Promise<ImportJob> {
  const { filename = 'list.csv', ...request } = more;
  const { uploadId, mapping } = await uploadList(city, content, filename);
  const body = { uploadId, sourceId: 'list', name: '清单', mapping, ...request };
  const { id } = await city.send('POST', '/api/imports', body, ImportJob);
  return eventually('the import', async () => {
    const job = await city.get(`/api/imports/${id}`, ImportJob);
    return job.state !== 'running' && job;
  });
}
