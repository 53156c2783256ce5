'use strict';
// Checks a proof file by itself, as "fundledger verify --proof" does: hashes of lines and entries, sums, the way of each entry to the root,
// the signature under it, and how the tree goes on from a checkpoint kept earlier.
(() => {
    const most = 100;
    const layers = { actual: 0, committed: 1, memo: 2 };
    const utf8 = new TextEncoder();
    const texts = (zh, en) => ({ zh, en });

    class Wrong extends Error {}

    const bytesOf = (base64) => {
        if (typeof base64 !== 'string') throw new Wrong('no bytes');
        try {
            return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
        } catch {
            throw new Wrong('no base64');
        }
    };
    const concat = (...parts) => {
        const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
        parts.reduce((at, part) => (whole.set(part, at), at + part.length), 0);
        return whole;
    };
    const same = (one, other) => one.length === other.length && one.every((byte, at) => byte === other[at]);
    const sha256 = async (bytes) => new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));

    // The binary form that is hashed: big-endian numbers, texts in NFC behind their length.
    const integer32 = (value) => {
        const bytes = new Uint8Array(4);
        new DataView(bytes.buffer).setInt32(0, value);
        return bytes;
    };
    const integer64 = (value) => {
        const bytes = new Uint8Array(8);
        new DataView(bytes.buffer).setBigInt64(0, BigInt(value));
        return bytes;
    };
    const withLength = (bytes) => concat(integer32(bytes.length), bytes);
    const text = (value) => {
        if (typeof value !== 'string') throw new Wrong('a text is missing');
        return withLength(utf8.encode(value.normalize('NFC')));
    };
    const whole = (value) => {
        if (!Number.isSafeInteger(value)) throw new Wrong('a number is missing');
        return value;
    };
    const large = (value) => {
        if (typeof value !== 'string' || !/^-?[0-9]{1,19}$/.test(value)) throw new Wrong('an amount or moment is missing');
        const number = BigInt(value);
        if (BigInt.asIntN(64, number) !== number) throw new Wrong('a number is too large');
        return number;
    };

    const hashOfLine = (line, no) => sha256(concat(
        Uint8Array.of(1, 0x4c), integer32(no), text(line.account), Uint8Array.of(layers[line.layer]), text(line.fund), text(line.source), text(line.subject), text(line.currency), integer64(large(line.amount_minor))));
    const hashOfEntry = (entry, hashes) => sha256(concat(
        Uint8Array.of(1, 0x45), integer64(whole(entry.entry)), text(entry.entity), text(entry.kind), integer32(Number(entry.day.replaceAll('-', ''))), integer64(large(entry.recorded_at)),
        text(entry.document_type), text(entry.document_id), withLength(entry.document_sha256 ? bytesOf(entry.document_sha256) : new Uint8Array()), text(entry.actor), text(entry.key),
        integer64(whole(entry.reverses)), integer64(whole(entry.relates_to)), withLength(entry.text_commitment ? bytesOf(entry.text_commitment) : new Uint8Array()),
        integer32(hashes.length), ...hashes));
    const isDay = (day) => {
        const parts = typeof day === 'string' && /^([0-9]{4})-([0-9]{2})-([0-9]{2})$/.exec(day);
        if (!parts || parts[1] === '0000') return false;
        const date = new Date(`${day}T00:00:00Z`);
        return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day);
    };

    // RFC 6962 and RFC 9162: leaves behind 0, nodes behind 1.
    const leafHash = (bytes) => sha256(concat(Uint8Array.of(0), bytes));
    const nodeHash = (left, right) => sha256(concat(Uint8Array.of(1), left, right));
    const half = (number) => Math.floor(number / 2);
    const isOdd = (number) => number % 2 === 1;
    const includes = async (hash, leaf, size, path, root) => {
        if (leaf < 0 || leaf >= size) return false;
        let [at, last] = [leaf, size - 1];
        for (const other of path) {
            if (last === 0 || other.length !== 32) return false;
            if (isOdd(at) || at === last) {
                hash = await nodeHash(other, hash);
                for (; !isOdd(at) && at !== 0; at = half(at)) last = half(last);
            } else {
                hash = await nodeHash(hash, other);
            }
            [at, last] = [half(at), half(last)];
        }
        return last === 0 && same(hash, root);
    };
    const goesOn = async (old, oldRoot, size, root, path) => {
        if (old < 1 || old > size || path.some((hash) => hash.length !== 32)) return false;
        if (old === size) return path.length === 0 && same(oldRoot, root);
        let [at, last, next] = [old - 1, size - 1, 0];
        for (; isOdd(at); at = half(at)) last = half(last);
        if (at !== 0 && path.length === 0) return false;
        let before = at === 0 ? oldRoot : path[next++];
        let now = before;
        for (; next < path.length; next++, at = half(at), last = half(last)) {
            if (last === 0) return false;
            if (isOdd(at) || at === last) {
                before = await nodeHash(path[next], before);
                now = await nodeHash(path[next], now);
                for (; !isOdd(at) && at !== 0; at = half(at)) last = half(last);
            } else {
                now = await nodeHash(now, path[next]);
            }
        }
        return last === 0 && same(before, oldRoot) && same(now, root);
    };

    // Signed notes: a text, an empty line, signatures of ECDSA P-256 in DER.
    const readNote = (file) => {
        const plain = typeof file === 'string' ? file.replaceAll('\r\n', '\n') : '';
        const end = plain.lastIndexOf('\n\n');
        if (end < 0 || !plain.endsWith('\n')) return null;
        const signatures = [];
        for (const line of plain.slice(end + 2).split('\n').filter((one) => one.length > 0)) {
            const parts = /^\u2014 (.+) ([^ ]+)$/.exec(line);
            if (!parts) return null;
            let bytes;
            try {
                bytes = bytesOf(parts[2]);
            } catch {
                return null;
            }
            if (bytes.length < 5) return null;
            signatures.push({ name: parts[1], keyHash: bytes.slice(0, 4), bytes: bytes.slice(4) });
        }
        return signatures.length > 0 ? { text: plain.slice(0, end + 1), signatures } : null;
    };
    const readCheckpoint = (note) => {
        const lines = note ? note.text.split('\n') : [];
        if (lines.length < 5 || lines.at(-1) !== '' || !/^[0-9]{1,15}$/.test(lines[1]) || !/^time [0-9]{1,19}$/.test(lines[3])) return null;
        let root;
        try {
            root = bytesOf(lines[2]);
        } catch {
            return null;
        }
        return root.length === 32 ? { origin: lines[0], size: Number(lines[1]), root, signedAt: BigInt(lines[3].slice(5)) } : null;
    };
    const rawOfDer = (der) => {
        let at = 0;
        const take = (kind) => {
            if (der[at] !== kind || der[at + 1] === undefined || der[at + 1] >= 0x80 || at + 2 + der[at + 1] > der.length) return null;
            const part = der.slice(at + 2, at + 2 + der[at + 1]);
            at += 2 + part.length;
            return part;
        };
        const sequence = take(0x30);
        if (!sequence || at !== der.length) return null;
        [der, at] = [sequence, 0];
        const numbers = [take(2), take(2)];
        if (numbers.includes(null) || at !== der.length) return null;
        const raw = new Uint8Array(64);
        for (const [i, number] of numbers.entries()) {
            let digits = number;
            while (digits.length > 1 && digits[0] === 0) digits = digits.slice(1);
            if (digits.length > 32 || number[0] >= 0x80) return null;
            raw.set(digits, 32 * (i + 1) - digits.length);
        }
        return raw;
    };
    const isSigned = async (data, der, publicKey) => {
        const raw = rawOfDer(der);
        if (!raw) return false;
        try {
            const key = await crypto.subtle.importKey('spki', publicKey, { name: 'ECDSA', namedCurve: 'P-256' }, false, ['verify']);
            return await crypto.subtle.verify({ name: 'ECDSA', hash: 'SHA-256' }, key, raw, data);
        } catch {
            return false;
        }
    };
    const isSignedBy = async (note, publicKey) => {
        const keyHash = (await sha256(publicKey)).slice(0, 4);
        const origin = note.text.slice(0, note.text.indexOf('\n'));
        for (const one of note.signatures)
            if (one.name === origin && same(one.keyHash, keyHash) && await isSigned(utf8.encode(note.text), one.bytes, publicKey)) return true;
        return false;
    };
    const isSignedByAny = async (note, keys) => {
        for (const key of keys) if (await isSignedBy(note, key)) return true;
        return false;
    };

    async function* linesOf(file) {
        const reader = file.stream().pipeThrough(new TextDecoderStream('utf-8', { fatal: true })).getReader();
        let rest = '';
        for (;;) {
            const { value, done } = await reader.read();
            if (done) break;
            const lines = (rest + value).split('\n');
            rest = lines.pop();
            yield* lines;
        }
        if (rest.length > 0) yield rest;
    }

    const check = async (file, outsideText, progress) => {
        const found = { findings: [], count: 0, entries: 0, fund: '', checkpoint: null, totals: null, notes: [], hasOutside: outsideText !== null };
        const add = (zh, en) => {
            if (++found.count <= most) found.findings.push(texts(zh, en));
        };
        const outside = outsideText === null ? null : readNote(outsideText);
        const kept = readCheckpoint(outside);
        const sums = new Map();
        let head = null;
        let keys = [];
        let lastRoad = Infinity;
        let isRoadFound = false;
        let lastLeaf = -1;

        const begin = async (read) => {
            if (read.proof !== 'fundledger' || read.version !== 1 || typeof read.fund !== 'string' || !Array.isArray(read.keys)) throw new Wrong('not a proof of version 1');
            keys = read.keys.map((key) => bytesOf(key.public_key));
            head = read;
            found.fund = read.fund;
            const note = readNote(read.checkpoint);
            found.checkpoint = readCheckpoint(note);
            if (!found.checkpoint) add('文件中的检查点无法读取。', 'The checkpoint in the file cannot be read.');
            else if (!await isSignedByAny(note, keys)) add('检查点上的签名不成立。', 'The checkpoint is not signed by a key that the file names.');
            for (const [i, key] of read.keys.entries()) {
                if (i > 0 && key.endorsement && !await isSigned(keys[i], bytesOf(key.endorsement), keys[i - 1])) add(`第 ${i + 1} 把密钥的背书不成立。`, `Key ${i + 1} is not endorsed as the file says.`);
                if (!key.endorsement && key.reason) found.notes.push(key.reason);
            }
        };
        const checkRoad = async (road) => {
            if (!found.checkpoint) return;
            whole(road.size);
            if (found.entries > 0 || road.size >= lastRoad) add(`规模为 ${road.size} 的检查点不在其位，或重复。`, `The checkpoint of size ${road.size} is not where it belongs, or comes twice.`);
            lastRoad = road.size;
            const root = bytesOf(road.root);
            if (!await goesOn(road.size, root, found.checkpoint.size, found.checkpoint.root, road.path.map(bytesOf)))
                add(`规模为 ${road.size} 的检查点不是现在这棵树的开头。`, `The checkpoint of size ${road.size} is not the beginning of this tree.`);
            else if (kept && kept.size === road.size && same(kept.root, root)) isRoadFound = true;
        };
        const checkLine = async (line, no) => {
            if (line.hash !== undefined && line.account === undefined) {
                const hash = bytesOf(line.hash);
                return hash.length === 32 ? { hash, isOwn: false } : null;
            }
            if (line.hash !== undefined || line.no !== no || line.fund !== head.fund || !Object.hasOwn(layers, line.layer ?? '')) return null;
            const hash = await hashOfLine(line, no);
            const key = JSON.stringify([line.account, line.source, line.currency]);
            const sum = sums.get(key) ?? { debit: 0n, credit: 0n };
            const amount = BigInt(line.amount_minor);
            sums.set(key, amount > 0n ? { ...sum, debit: sum.debit + amount } : { ...sum, credit: sum.credit - amount });
            return { hash, isOwn: true };
        };
        const checkEntry = async (entry) => {
            found.entries++;
            if (whole(entry.leaf) <= lastLeaf) add(`分录 ${entry.entry}：不按封存的次序，或重复。`, `Entry ${entry.entry}: it is out of the order in which entries were sealed, or comes twice.`);
            lastLeaf = entry.leaf;
            const hashes = [];
            let hasOwn = false;
            for (const [i, line] of entry.lines.entries()) {
                const read = await checkLine(line, i + 1);
                if (!read) return add(`分录 ${entry.entry}：第 ${i + 1} 行既不完整，也不是一个校验值。`, `Entry ${entry.entry}: line ${i + 1} is neither whole nor a hash.`);
                hashes.push(read.hash);
                hasOwn ||= read.isOwn;
            }
            if (!hasOwn) add(`分录 ${entry.entry}：没有基金 ${head.fund} 的行。`, `Entry ${entry.entry}: it has no line of fund ${head.fund}.`);
            if (!isDay(entry.day)) return add(`分录 ${entry.entry}：日期不是日期。`, `Entry ${entry.entry}: its day is no day.`);
            const hash = await hashOfEntry(entry, hashes);
            if (found.checkpoint && !await includes(await leafHash(hash), entry.leaf, found.checkpoint.size, entry.path.map(bytesOf), found.checkpoint.root))
                add(`分录 ${entry.entry}：不在检查点所签署的树中：内容或路径被改动。`, `Entry ${entry.entry}: it is not in the tree that the checkpoint signs: it, or the way to the root, was altered.`);
        };
        const checkTotals = (said) => {
            found.totals = said.totals;
            const seen = new Set();
            const fits = said.entries === found.entries && said.totals.length === sums.size && said.totals.every((total) => {
                const key = JSON.stringify([total.account, total.source, total.currency]);
                const sum = sums.get(key);
                if (!sum || seen.has(key)) return false;
                seen.add(key);
                return sum.debit === large(total.debit_minor) && sum.credit === large(total.credit_minor);
            });
            if (!fits) add('合计与各行之和不符，或有分录被删去。', 'The totals are not the sums of the lines, or entries were taken out.');
        };
        const checkOutside = async () => {
            if (!found.hasOutside) return;
            if (!kept || kept.origin !== found.checkpoint.origin) add('所给的检查点属于另一个账本，或不是检查点。', 'The checkpoint given is one of another ledger, or none.');
            else if (!await isSignedByAny(outside, keys)) add('所给的检查点不是文件所列密钥签署的，或已被改动。', 'The checkpoint given was signed by no key that the file names, or was altered.');
            else if (kept.size > found.checkpoint.size)
                add(`所给的检查点（${kept.size} 笔）晚于证明文件（${found.checkpoint.size} 笔）。请导出新的证明。`, `The checkpoint given (${kept.size} entries) is later than the proof (${found.checkpoint.size}). Ask for a new proof.`);
            else if (kept.size === found.checkpoint.size ? !same(kept.root, found.checkpoint.root) : !isRoadFound)
                add(`证明文件不是从所给检查点（${kept.size} 笔）延续下来的：历史被改写，或文件缺少这一段。`, `The proof does not go on from the checkpoint given (${kept.size} entries): history was rewritten, or the file lacks that road.`);
        };

        let no = 0;
        try {
            for await (const line of linesOf(file)) {
                no++;
                if (line.length === 0) continue;
                try {
                    const read = JSON.parse(line);
                    if (no === 1) await begin(read);
                    else if (found.totals) add(`第 ${no} 行在合计之后。`, `Line ${no} stands after the totals.`);
                    else if (line.startsWith('{"leaf"')) await checkEntry(read);
                    else if (line.startsWith('{"size"')) await checkRoad(read);
                    else checkTotals(read);
                } catch (failure) {
                    if (!(failure instanceof Wrong || failure instanceof SyntaxError || failure instanceof TypeError || failure instanceof RangeError)) throw failure;
                    add(`第 ${no} 行不是证明文件的内容。`, `Line ${no} is not what a proof holds.`);
                }
                if (!head) break;
                if (no % 200 === 0) progress(found.entries);
            }
        } catch {
            add('文件读不出来：不是文本，或已损坏。', 'The file cannot be read: it is no text, or damaged.');
        }
        if (no === 0) add('文件是空的。', 'The file is empty.');
        if (head && !found.totals) add('文件不完整：没有最后的合计行。', 'The file is not whole: the totals at its end are missing.');
        if (found.checkpoint) await checkOutside();
        return found;
    };

    // What people see.
    const [proof, checkpoint, drop, result] = ['proof', 'checkpoint', 'drop', 'result'].map((id) => document.getElementById(id));
    let language = navigator.language.toLowerCase().startsWith('zh') ? 'zh' : 'en';
    let shown = () => {};
    const element = (name, content, className) => {
        const made = document.createElement(name);
        if (className) made.className = className;
        made.append(...[content ?? ''].flat());
        return made;
    };
    const say = (pair) => pair[language];
    const decimals = (currency) => {
        try {
            return new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits;
        } catch {
            return 0;
        }
    };
    const amount = (minor, currency) => {
        const digits = minor.padStart(decimals(currency) + 1, '0');
        const at = digits.length - decimals(currency);
        return digits.slice(0, at).replaceAll(/\B(?=([0-9]{3})+$)/g, ',') + (at < digits.length ? '.' + digits.slice(at) : '');
    };
    const day = (moment) => new Date(Number(moment / 1000n) + 8 * 3600000).toISOString().slice(0, 16).replace('T', ' ');
    const show = (found) => {
        const isTrue = found.count === 0;
        const card = element('section', [], 'card');
        card.dataset.verdict = isTrue ? 'true' : 'false';
        card.append(element('p', say(isTrue ? texts('证明成立', 'The proof holds') : texts(`证明不成立：发现 ${found.count} 处问题`, `The proof is false: ${found.count} finding(s)`)), `verdict ${isTrue ? 'good' : 'bad'}`));
        if (!isTrue) card.append(element('ul', found.findings.map((one) => element('li', say(one)))));
        if (found.checkpoint) {
            const facts = [
                [texts('账本', 'Ledger'), found.checkpoint.origin], [texts('基金', 'Fund'), found.fund], [texts('分录', 'Entries'), String(found.entries)],
                [texts('检查点', 'Checkpoint'), say(texts(`${found.checkpoint.size} 笔，${day(found.checkpoint.signedAt)} 签署（北京时间）`, `of ${found.checkpoint.size}, signed ${day(found.checkpoint.signedAt)} (Beijing time)`))],
            ];
            card.append(element('dl', facts.flatMap(([name, value]) => [element('dt', say(name)), element('dd', value)])));
        }
        for (const reason of found.notes) card.append(element('p', say(texts(`注意：签署密钥曾在没有原密钥背书的情况下更换，理由：${reason}`, `Note: the signing key was once changed without the word of the one before; the reason given: ${reason}`))));
        if (isTrue) {
            card.append(element('p', say(found.hasOutside
                ? texts('它是从您保存的检查点延续下来的。', 'It goes on from the checkpoint that you kept.')
                : texts('没有与保存在外的检查点比对：文件里的密钥是否属于这个账本，请与账本网站上公布的核对，或选一个以前保存的检查点。', 'It was not compared with a checkpoint kept outside: whether the key in the file is the ledger\'s, compare with the one its site shows, or choose a checkpoint that you kept.')), 'quiet'));
            card.append(element('p', say(texts('它不能证明这个基金没有别的分录：那由账本自己的核验来证明。', 'It cannot prove that the fund has no other entries: the ledger\'s own verification is for that.')), 'quiet'));
            const row = (total) => element('tr', [total.account, total.source, total.currency].map((cell) => element('td', cell)).concat([total.debit_minor, total.credit_minor].map((minor) => element('td', amount(minor, total.currency), 'figure'))));
            const names = [texts('科目', 'Account'), texts('资金来源', 'Source'), texts('币种', 'Currency'), texts('借方', 'Debit'), texts('贷方', 'Credit')];
            const table = element('table', [element('thead', element('tr', names.map((name, i) => element('th', say(name), i > 2 ? 'figure' : '')))), element('tbody', found.totals.map(row))]);
            const scroll = element('div', table, 'scroll');
            scroll.tabIndex = 0;
            card.append(scroll);
        }
        result.replaceChildren(card);
    };
    const speak = () => {
        document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
        for (const one of document.querySelectorAll('[data-zh]')) one.textContent = one.dataset[language];
        for (const id of ['zh', 'en']) document.getElementById(id).setAttribute('aria-pressed', String(id === language));
        shown();
    };
    let asked = 0;
    const run = async () => {
        const [file] = proof.files;
        if (!file) return;
        const mine = ++asked;
        const tell = (entries) => {
            if (mine === asked) result.replaceChildren(element('p', say(texts(`正在核对，已读 ${entries} 笔……`, `Checking; ${entries} entries read …`)), 'quiet'));
        };
        tell(0);
        const found = await check(file, checkpoint.files.length > 0 ? await checkpoint.files[0].text() : null, tell);
        if (mine !== asked) return;
        shown = () => show(found);
        shown();
    };
    for (const input of [proof, checkpoint]) input.addEventListener('change', run);
    for (const id of ['zh', 'en']) document.getElementById(id).addEventListener('click', () => {
        language = id;
        speak();
    });
    drop.addEventListener('dragover', (event) => {
        event.preventDefault();
        drop.classList.add('over');
    });
    drop.addEventListener('dragleave', () => drop.classList.remove('over'));
    drop.addEventListener('drop', async (event) => {
        event.preventDefault();
        drop.classList.remove('over');
        for (const file of event.dataTransfer.files) {
            const given = new DataTransfer();
            given.items.add(file);
            const isProof = (await file.slice(0, 10).text()).startsWith('{"proof"');
            (isProof ? proof : checkpoint).files = given.files;
        }
        run();
    });
    speak();
    if (!window.crypto?.subtle) result.replaceChildren(element('p', say(texts('这个浏览器在此处不提供密码学功能：请把本页存为文件再打开，或经加密的网址打开。', 'This browser offers no cryptography here: save this page as a file and open that, or come by an encrypted address.')), 'bad'));
})();
