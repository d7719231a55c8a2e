import { t } from '@vscode/l10n';
import { useRef, useState } from 'react';
import { IconButton } from './IconButton';

const STEP = 1.25;
const MIN = 0.05;
const MAX = 16;

/** A picture, fitted into the panel or at a size that a person chooses. */
export function ImageView(props: { source: string; label: string; onBroken: () => void }) {
  const image = useRef<HTMLImageElement>(null);
  const [natural, setNatural] = useState<{ width: number; height: number }>();
  /** Undefined: as large as fits. */
  const [scale, setScale] = useState<number>();
  const zoom = (factor: number) => {
    if (!image.current || !natural) return;
    const now = scale ?? image.current.clientWidth / natural.width;
    setScale(Math.min(MAX, Math.max(MIN, now * factor)));
  };
  return (
    <div className="image-view">
      <div className="image-tools">
        {natural && (
          <span className="muted">
            {`${natural.width} × ${natural.height}`}
            {scale !== undefined && `, ${t('{0} %', Math.round(scale * 100))}`}
          </span>
        )}
        <IconButton icon="zoom-out" label={t('Zoom out')} onClick={() => zoom(1 / STEP)} />
        <IconButton icon="zoom-in" label={t('Zoom in')} onClick={() => zoom(STEP)} />
        <IconButton
          icon="screen-full"
          label={t('Actual size')}
          pressed={scale === 1}
          onClick={() => setScale(scale === 1 ? undefined : 1)}
        />
        <IconButton
          icon="screen-normal"
          label={t('Fit')}
          pressed={scale === undefined}
          onClick={() => setScale(undefined)}
        />
      </div>
      <div className="image-scroll" tabIndex={scale === undefined ? undefined : 0}>
        <img
          ref={image}
          className={scale === undefined ? 'image' : 'image image-scaled'}
          style={scale === undefined || !natural ? undefined : { width: natural.width * scale }}
          src={props.source}
          alt={props.label}
          onLoad={({ currentTarget: { naturalWidth: width, naturalHeight: height } }) =>
            setNatural({ width, height })
          }
          onError={props.onBroken}
        />
      </div>
    </div>
  );
}
