import type { ReactNode } from 'react';
import type { CityPack } from '../../../shared/pack/schema.ts';
import { HelpText } from '../../ui/HelpText.tsx';
import { Button } from '../../ui/kit/Button.tsx';
import { EMPTY_POST, type PostDraft } from './operatorDraft.ts';
import { PostFields } from './PostFields.tsx';
import styles from './people.module.css';
import type { PeopleWords } from './peopleWords.ts';

type Props = {
  posts: readonly PostDraft[];
  pack: Pick<CityPack['manifest'], 'orgs' | 'streets'> | undefined;
  onChange: (posts: PostDraft[]) => void;
  words: PeopleWords;
};

/** Posts of the same person in other organisations (派驻). */
export function OtherPosts({ posts, pack, onChange, words }: Props): ReactNode {
  return (
    <fieldset className={styles['posts']} data-part="other-posts">
      <legend>{words.otherPosts}</legend>
      <HelpText>{words.otherPostsHint}</HelpText>
      {posts.map((post, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a post that is being filled in has no other name
        <div key={index} className={styles['post']}>
          <PostFields
            post={post}
            pack={pack}
            fixed={false}
            onChange={(part) => onChange(posts.map((each) => (each === post ? { ...each, ...part } : each)))}
            words={words}
          />
          <Button onPress={() => onChange(posts.filter((each) => each !== post))}>{words.removePost}</Button>
        </div>
      ))}
      <Button onPress={() => onChange([...posts, EMPTY_POST])}>{words.addPost}</Button>
    </fieldset>
  );
}
