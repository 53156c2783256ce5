using System.Security.Cryptography;
using FundLedger.Ledger;
using FundLedger.Outbox;
using FundLedger.People.Trail;

namespace FundLedger.Seals;

/// <summary>Signs what is sealed: size and root of the tree, and the moment. Once for each size; asked again it answers with the same checkpoint.</summary>
/// <param name="key">P-256, private. The first that signs becomes the ledger's key; another takes its place only by <see cref="ChangeSealKey"/>.</param>
public sealed class SignCheckpoint(Database database, TimeProvider clock, ECDsa key)
{
    /// <returns>Refused where nothing is sealed, or the key is not the ledger's.</returns>
    public async Task<Outcome<SignedCheckpoint>> RunAsync(string actor, CancellationToken stop = default)
    {
        var (size, root, known) = await database.ReadAsync(async reader =>
        {
            var state = await SealStore.StateAsync(reader);
            return (state.Size, await new SealTree(reader).RootAsync(state.Size), await SealStore.CheckpointAsync(reader, state.Size));
        }, stop);
        if (known is not null) return known;
        if (size == 0) return Refusal.Of("nothing-sealed", "", "还没有封存任何分录，没有可签署的内容。", "Nothing is sealed yet: there is nothing to sign.");
        var signedAt = Moments.ToMicroseconds(clock.GetUtcNow());
        var note = SignedNote.Sign(new Checkpoint(Checkpoint.OriginOf(database.Ledger.Id), size, root, signedAt), key).ToString();
        return await database.WriteAsync<SignedCheckpoint>(
            new Asked($"checkpoint/{size}", actor).For("sign-checkpoint", OperationField.Of("size", size)),
            async tx =>
            {
                await SealStore.HoldAsync(tx);
                if (!(await KeyAsync(tx, key.ExportSubjectPublicKeyInfo())).IsDone(out var signer, out var refusal)) return refusal;
                var signed = new SignedCheckpoint(size, root, signedAt, signer.No, note);
                await SealStore.InsertAsync(tx, signed);
                await Events.AddAsync(tx, new Happening(EventKind.CheckpointSigned, $"{size}"));
                return signed;
            }, stop);
    }

    private static async Task<Outcome<SealKey>> KeyAsync(LedgerTransaction tx, byte[] publicKey)
    {
        if ((await SealStore.KeysAsync(tx)).LastOrDefault() is { } last)
            return last.PublicKey.AsSpan().SequenceEqual(publicKey) ? last
                : Refusal.Of("seal-key-not-known", "key", "这把密钥不是本账本当前的签署密钥。请换回原密钥，或先更换签署密钥并留下理由。",
                    "This is not the key that signs for this ledger now. Put the right one back, or change the signing key first and say why.");
        var first = new SealKey(1, publicKey, tx.RecordedAt, tx.Operation.Actor, null, null);
        await SealStore.InsertKeyAsync(tx, first);
        return first;
    }
}

/// <param name="No">Of the key that signs from now on.</param>
/// <param name="IsEndorsed">The key before it signed for it.</param>
public sealed record SealKeyChanged(int No, bool IsEndorsed);

/// <summary>Brings in another key: signed for by the one before it, or, when that one is lost or leaked, with the reason only. Earlier checkpoints keep their signatures.</summary>
public sealed class ChangeSealKey(Database database)
{
    /// <param name="key">The new one.</param>
    /// <param name="before">The one that signed until now; null when nobody has it any more, or it can no longer be trusted.</param>
    /// <param name="reason">Kept and published.</param>
    public Task<Outcome<SealKeyChanged>> RunAsync(Asked asked, ECDsa key, ECDsa? before, string reason, CancellationToken stop = default)
    {
        var publicKey = key.ExportSubjectPublicKeyInfo();
        var (old, endorsement) = (before?.ExportSubjectPublicKeyInfo(), before?.SignData(publicKey, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence));
        return database.WriteAsync<SealKeyChanged>(
            asked.For("change-seal-key", OperationField.Of("key", Convert.ToHexStringLower(publicKey)), OperationField.Of("reason", reason)),
            async tx =>
            {
                if (string.IsNullOrWhiteSpace(reason)) return Refusal.Of("reason-missing", "reason", "请写明更换密钥的理由。", "Say why the key is changed.");
                if (KeptText.Reason.RefusalFor(reason, "reason") is { } tooLong) return tooLong;
                await SealStore.HoldAsync(tx);
                var keys = await SealStore.KeysAsync(tx);
                if (keys.Count == 0) return Refusal.Of("seal-key-none", "key", "账本还没有签署密钥；第一次签署时就会登记。", "This ledger has no signing key yet; the first that signs becomes it.");
                if (keys.Any(known => known.PublicKey.AsSpan().SequenceEqual(publicKey))) return Refusal.Of("seal-key-used", "key", "这把密钥已经登记过，请生成一把新的。", "This key was used before: make a new one.");
                if (old is not null && !keys[^1].PublicKey.AsSpan().SequenceEqual(old))
                    return Refusal.Of("seal-key-not-known", "before", "所给的原密钥不是当前的签署密钥。", "The key given as the one before does not sign for this ledger now.");
                var added = new SealKey(keys.Count + 1, publicKey, tx.RecordedAt, tx.Operation.Actor, endorsement, reason.Trim());
                await SealStore.InsertKeyAsync(tx, added);
                await AuditTrail.AddAsync(tx, AuditNote.Done("change-seal-key", "seal-key", $"{added.No}", endorsement is null ? "not-endorsed" : "endorsed"));
                return new SealKeyChanged(added.No, endorsement is not null);
            }, stop);
    }

    /// <summary>Whether one key signed for another.</summary>
    internal static bool IsEndorsedBy(byte[] before, SealKey key)
    {
        using var signer = ECDsa.Create();
        try
        {
            signer.ImportSubjectPublicKeyInfo(before, out _);
        }
        catch (Exception failure) when (failure is CryptographicException or PlatformNotSupportedException)  // no key, or none of a kind we know
        {
            return false;
        }

        return key.Endorsement is { } endorsement && signer.VerifyData(key.PublicKey, endorsement, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
    }
}
