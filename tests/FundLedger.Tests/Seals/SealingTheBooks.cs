using System.Security.Cryptography;
using FundLedger.Ledger;
using FundLedger.Seals;
using FundLedger.Storage;
using FundLedger.Values;
using static FundLedger.Tests.TestLedger;

namespace FundLedger.Tests.Seals;

/// <summary>Entries are sealed into a Merkle tree, what is sealed is signed, and a stranger can check a fund's part of it.</summary>
[TestFixtureSource(typeof(TestDatabases))]
public sealed class SealingTheBooks(TestDatabase database)
{
    private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    [OneTimeTearDown]
    public void DisposeKey() => key.Dispose();

    [Test]
    public Task What_is_posted_is_sealed_once_and_signed_once() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("A");
        Assert.That((await SignAsync(ledger)).IsDone(out _, out var nothing), Is.False);
        Assert.That(nothing?.Code, Is.EqualTo("nothing-sealed"));
        await ledger.DonateAsync("A", 1);
        await ledger.DonateAsync("A", 2);
        Assert.That(await new SealEntries(ledger.Database).RunAsync("clerk-7"), Is.EqualTo(new EntriesSealed(2, 2)));
        Assert.That(await new SealEntries(ledger.Database).RunAsync("clerk-7"), Is.EqualTo(new EntriesSealed(2, 0)));
        var first = (await SignAsync(ledger)).Expect();
        Assert.That((await SignAsync(ledger)).Expect().Note, Is.EqualTo(first.Note), "asked again, the same checkpoint");
        await ledger.DonateAsync("A", 3);
        await ledger.MustVerifyAsync();
        Assert.That(await new SealEntries(ledger.Database).RunAsync("clerk-7"), Is.EqualTo(new EntriesSealed(3, 1)));
        var second = (await SignAsync(ledger)).Expect();
        Assert.That((first.Size, second.Size), Is.EqualTo((2L, 3L)));

        var note = SignedNote.Read(second.Note)!;
        Assert.That(note.IsSignedBy(key.ExportSubjectPublicKeyInfo()));
        var lines = second.Note.Split('\n');
        Assert.That(lines[..3], Is.EqualTo(new[] { $"fundledger/{ledger.Database.Ledger.Id:N}", "3", Convert.ToBase64String(second.Root) }));
        Assert.That((lines[4], lines[5].StartsWith($"— {lines[0]} ", StringComparison.Ordinal)), Is.EqualTo(("", true)));
        await Sound(ledger, SignedNote.Read(first.Note)!, note);
    });

    [Test]
    public Task Parts_of_the_tree_are_kept_whatever_was_sealed_at_once() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("A");
        await Task.WhenAll(Enumerable.Range(0, 530).Select(_ => ledger.DonateAsync("A", 1)));
        await Task.WhenAll(new SealEntries(ledger.Database, 200).RunAsync("one"), new SealEntries(ledger.Database, 130).RunAsync("other"));
        Assert.That(await ledger.ScalarAsync<long>("SELECT COUNT(*) FROM seal_tiles"), Is.EqualTo(2));
        Assert.That((await SignAsync(ledger)).Expect().Size, Is.EqualTo(530));
    });

    [Test]
    public Task A_preview_seals_nothing_and_ends_and_what_somebody_waits_for_is_one_transaction() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("A");
        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => ledger.DonateAsync("A", 1)));
        Assert.That((await new SealEntries(new Preview(ledger.Database)).RunAsync("clerk-7")).Size, Is.Zero);
        Assert.That(await new SealEntries(ledger.Database, 2).RunAsync("clerk-7", transactionsAtMost: 1), Is.EqualTo(new EntriesSealed(2, 2)));
        Assert.That(await ledger.Database.ReadAsync(SealReading.IsWholeAsync), Is.False);
        Assert.That(await new SealEntries(ledger.Database, 2).RunAsync("clerk-7"), Is.EqualTo(new EntriesSealed(5, 3)));
        await SignAsync(ledger);
        Assert.That(await ledger.Database.ReadAsync(SealReading.IsWholeAsync));
    });

    [Test]
    public Task Another_key_signs_only_after_it_was_brought_in() => database.RunAsync(async ledger =>
    {
        using ECDsa next = ECDsa.Create(ECCurve.NamedCurves.nistP256), stranger = ECDsa.Create(ECCurve.NamedCurves.nistP256), last = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        await ledger.FundAsync("A");
        await ledger.DonateAsync("A", 1);
        await new SealEntries(ledger.Database).RunAsync("clerk-7");
        var first = (await SignAsync(ledger)).Expect();
        await ledger.DonateAsync("A", 1);
        await new SealEntries(ledger.Database).RunAsync("clerk-7");
        Assert.That((await SignAsync(ledger, stranger)).IsDone(out _, out var notKnown), Is.False);
        Assert.That(notKnown?.Code, Is.EqualTo("seal-key-not-known"));
        Assert.That((await ChangeAsync(ledger, next, stranger)).IsDone(out _, out notKnown), Is.False);
        Assert.That(notKnown?.Code, Is.EqualTo("seal-key-not-known"));
        Assert.That((await ChangeAsync(ledger, next, key)).Expect(), Is.EqualTo(new SealKeyChanged(2, IsEndorsed: true)));
        Assert.That((await ChangeAsync(ledger, key, next)).IsDone(out _, out var used), Is.False);
        Assert.That(used?.Code, Is.EqualTo("seal-key-used"));
        Assert.That((await SignAsync(ledger, next)).Expect().Key, Is.EqualTo(2));
        Assert.That((await ChangeAsync(ledger, last, null, "密钥文件随旧机器报废")).Expect(), Is.EqualTo(new SealKeyChanged(3, IsEndorsed: false)));
        await Sound(ledger, SignedNote.Read(first.Note)!);
        var verdict = CheckProof.Run(await ProofAsync(ledger, "A"), SignedNote.Read(first.Note));
        Assert.That((verdict.IsTrue, verdict.ChangesWithoutWord.Single()), Is.EqualTo((true, "密钥文件随旧机器报废")));
    });

    [Test]
    public Task A_stranger_confirms_a_fund_with_its_proof_and_an_earlier_checkpoint() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("A");
        await ledger.FundAsync("B");
        await ledger.DonateAsync("A", 40, donor: "李四");
        await ledger.SealAndSignAsync(key);
        var kept = SignedNote.Read((await SignAsync(ledger)).Expect().Note)!;
        await ledger.DonateAsync("B", 7);
        await ledger.SpendAsync("A", 15);
        (await new FundLedger.Funds.TransferBetweenFunds(ledger.Database).RunAsync(ledger.Ask(), new FundLedger.Funds.FundTransfer("A", "B", "donation", Cny(5), Today))).Expect();
        await ledger.SealAndSignAsync(key);
        await ledger.DonateAsync("A", 1);

        var proof = await ProofAsync(ledger, "A");
        Assert.That(string.Join("", proof), Does.Not.Contain("李四"));
        var verdict = CheckProof.Run(proof, kept);
        Assert.That(verdict.Findings.Select(finding => finding.Message.En), Is.Empty);
        Assert.That((verdict.Checkpoint!.Size, verdict.Entries, verdict.Fund), Is.EqualTo((4L, 3L, "A")));
        var bank = verdict.Totals!.Totals.Single(total => total.Account == "1002");
        Assert.That((bank.DebitMinor, bank.CreditMinor), Is.EqualTo((4_000L, 2_000L)));
        Assert.That(proof.Count(line => line.Contains("\"hash\":", StringComparison.Ordinal)), Is.EqualTo(1), "the transfer's lines of the other fund");
    });

    [Test]
    public Task Nothing_in_a_proof_can_be_changed() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("A");
        await ledger.DonateAsync("A", 40);
        await ledger.SealAndSignAsync(key);
        var kept = SignedNote.Read((await SignAsync(ledger)).Expect().Note)!;
        await ledger.DonateAsync("A", 1);
        await ledger.DonateAsync("A", 2);
        await ledger.SealAndSignAsync(key);
        var proof = await ProofAsync(ledger, "A");
        Assert.That(CheckProof.Run(proof, kept).IsTrue);

        var oneFen = CheckProof.Run([.. proof.Select(line => line.Replace("\"4000\"", "\"4001\"", StringComparison.Ordinal).Replace("\"-4000\"", "\"-4001\"", StringComparison.Ordinal).Replace("\"4300\"", "\"4301\"", StringComparison.Ordinal))]);
        Assert.That(oneFen.Findings.Select(finding => finding.Code), Is.EqualTo(new[] { "inclusion" }), "one fen more, and the totals made to agree");
        for (var cut = 1; cut < proof.Length; cut++)
        {
            Assert.That(CheckProof.Run([.. proof[..cut], .. proof[(cut + 1)..]], kept).IsTrue, Is.False, $"without line {cut + 1}");
            if (cut > 1) Assert.That(CheckProof.Run([.. proof[..cut], proof[cut - 1], .. proof[cut..]], kept).IsTrue, Is.False, $"line {cut} twice");
        }

        // Every character of it, changed to its neighbour; what a reader of JSON takes for the same is the same.
        var text = string.Join('\n', proof);
        var missed = new List<string>();
        for (var at = 0; at < text.Length; at++)
        {
            var changed = (text[..at] + (char)(text[at] ^ 1) + text[(at + 1)..]).Split('\n');
            if (CheckProof.Run(changed, kept).IsTrue) missed.Add(text[Math.Max(0, at - 20)..Math.Min(text.Length, at + 20)]);
        }

        // The last character of base64 holds bits that are not used; the bytes are the same.
        Assert.That(missed.Where(part => !part.Contains("=\"", StringComparison.Ordinal) && !part.Contains("=\\n", StringComparison.Ordinal)), Is.Empty);
    });

    [Test]
    public Task History_written_anew_fits_itself_and_not_a_checkpoint_kept_outside() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("A");
        await ledger.DonateAsync("A", 40);
        await ledger.SealAndSignAsync(key);
        var kept = SignedNote.Read((await SignAsync(ledger)).Expect().Note)!;
        var forged = SignedNote.Sign(Checkpoint.Read(kept.Text)! with { Root = MerkleTree.EmptyRoot }, key);
        Assert.That((await VerifyAsync(ledger, forged)).Findings.Single().Code, Is.EqualTo("history-altered"));
        var later = SignedNote.Sign(Checkpoint.Read(kept.Text)! with { Size = 9 }, key);
        Assert.That((await VerifyAsync(ledger, later)).Findings.Single().Code, Is.EqualTo("sealed-lost"));
        using var stranger = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        Assert.That((await VerifyAsync(ledger, SignedNote.Sign(Checkpoint.Read(kept.Text)!, stranger))).Findings.Single().Code, Is.EqualTo("checkpoint-not-signed"));
        Assert.That((await VerifyAsync(ledger, SignedNote.Sign(Checkpoint.Read(kept.Text)! with { Origin = "fundledger/other" }, key))).Findings.Single().Code, Is.EqualTo("checkpoint-of-another"));
    });

    private Task<Outcome<SignedCheckpoint>> SignAsync(TestLedger ledger, ECDsa? with = null) => new SignCheckpoint(ledger.Database, TimeProvider.System, with ?? key).RunAsync("clerk-7");

    private static Task<Outcome<SealKeyChanged>> ChangeAsync(TestLedger ledger, ECDsa next, ECDsa? before, string reason = "每年更换") => new ChangeSealKey(ledger.Database).RunAsync(ledger.Ask(), next, before, reason);

    private static Task<Verification> VerifyAsync(TestLedger ledger, params IReadOnlyList<SignedNote> outside) => ledger.Database.ReadAsync(reader => Verify.RunAsync(reader, outside: outside));

    private static async Task Sound(TestLedger ledger, params IReadOnlyList<SignedNote> outside) => Assert.That((await VerifyAsync(ledger, outside)).Findings.Select(finding => finding.Message.En), Is.Empty);

    private static async Task<string[]> ProofAsync(TestLedger ledger, string fund)
    {
        using var file = new MemoryStream();
        (await ledger.Database.ReadAsync(reader => ExportProof.WriteAsync(reader, fund, file))).Expect();
        return System.Text.Encoding.UTF8.GetString(file.ToArray()).TrimEnd('\n').Split('\n');
    }
}

internal static class SealScenes
{
    /// <summary>All that is posted is sealed and signed.</summary>
    internal static async Task<SignedCheckpoint> SealAndSignAsync(this TestLedger ledger, ECDsa key)
    {
        await new SealEntries(ledger.Database).RunAsync("clerk-7");
        return (await new SignCheckpoint(ledger.Database, TimeProvider.System, key).RunAsync("clerk-7")).Expect();
    }
}
