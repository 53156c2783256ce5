// Takes the hash of a file here, so that the file need not be sent; without this script the hash is typed.
const chosen = document.getElementById('file');
if (chosen && window.crypto?.subtle) {
    chosen.parentElement.hidden = false;
    chosen.addEventListener('change', async () => {
        if (!chosen.files.length) return;
        const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', await chosen.files[0].arrayBuffer()));
        document.getElementById('hash').value = Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
        document.getElementById('file-check').requestSubmit();
    });
}
