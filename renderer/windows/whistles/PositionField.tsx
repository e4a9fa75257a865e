import { type ReactNode, useState } from 'react';
import { z } from 'zod';
import { useWords } from '../../base/words.ts';
import { Button } from '../../ui/kit/Button.tsx';
import actStyles from './acts.module.css';
import { actWords } from './actWords.ts';

const Position = z.object({ lon: z.number(), lat: z.number() });

/** Where this machine is, asked for only on a press (定位报到). */
export function PositionField(props: { value: unknown; onChange: (value: unknown) => void }): ReactNode {
  const words = useWords(actWords);
  const [failed, setFailed] = useState(false);
  const at = Position.safeParse(props.value);
  const take = (): void => {
    setFailed(false);
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => props.onChange({ lon: coords.longitude, lat: coords.latitude }),
      () => setFailed(true),
      { timeout: 10_000, enableHighAccuracy: true },
    );
  };
  return (
    <span>
      <Button onPress={take}>{words.locate}</Button>{' '}
      {at.success ? words.located(at.data.lon.toFixed(5), at.data.lat.toFixed(5)) : null}
      {failed ? (
        <span className={actStyles['bad']} data-part="w-bad">
          {words.noPosition}
        </span>
      ) : null}
    </span>
  );
}
