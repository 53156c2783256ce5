// Follows an import in place; without this script the page reloads itself.
const shown = document.getElementById('progress');
const follow = async () => {
    try {
        const answer = await fetch(shown.dataset.from, { headers: { Accept: 'application/json' } });
        if (!answer.ok) return location.reload();
        const now = await answer.json();
        const bar = shown.querySelector('progress');
        if (now.rowsTotal > 0) { bar.max = now.rowsTotal; bar.value = now.rowsDone; }
        shown.querySelector('p').textContent = now.says;
        if (now.isOver) return location.reload();
    } catch {
        // The server may be on its way up again: ask once more.
    }
    setTimeout(follow, 1000);
};
if (shown) setTimeout(follow, 500);
