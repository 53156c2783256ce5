using System.Security.Cryptography;
using System.Text.RegularExpressions;
using FundLedger.Reporting;
using FundLedger.Storage;
using FundLedger.Tests.House;
using FundLedger.Tests.Seals;

namespace FundLedger.Tests.Reporting;

/// <summary>A report bears the first checkpoint that seals all it counts, and the same one each time it is drawn.</summary>
[TestFixtureSource(typeof(TestDatabases))]
public sealed partial class BearingACheckpoint(TestDatabase database)
{
    private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    [OneTimeTearDown]
    public void DisposeKey() => key.Dispose();

    [Test]
    public Task It_is_the_first_that_holds_the_last_entry_or_the_last_there_is() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("A");
        await ledger.DonateAsync("A", 1);
        Assert.That((await HeadAsync(ledger)).Checkpoint, Is.Null, "nothing is signed");
        var first = await ledger.SealAndSignAsync(key);
        var known = await HeadAsync(ledger);
        Assert.That((known.Checkpoint!.Size, known.Checkpoint.HoldsLastEntry, known.Checkpoint.Root.ToArray().AsSpan().SequenceEqual(first.Root)), Is.EqualTo((1L, true, true)));

        await ledger.DonateAsync("A", 2);
        var behind = await HeadAsync(ledger);
        Assert.That((behind.Checkpoint!.Size, behind.Checkpoint.HoldsLastEntry), Is.EqualTo((1L, false)));
        await ledger.SealAndSignAsync(key);
        await ledger.DonateAsync("A", 3);
        await ledger.SealAndSignAsync(key);
        Assert.That((await HeadAsync(ledger)).Checkpoint!.Size, Is.EqualTo(3));
        Assert.That((await HeadAsync(ledger, known.KnownAt)).Checkpoint!.Size, Is.EqualTo(1), "as it was known then, it is the checkpoint of then");
        Assert.That((await HeadAsync(ledger, behind.KnownAt)).Checkpoint!.Size, Is.EqualTo(2), "once it is sealed, the report bears the first that holds it");
    });

    private static Task<ReportHead> HeadAsync(TestLedger ledger, DateTimeOffset? knownAt = null) => ledger.Database.ReadAsync(async reader =>
        (await FundReports.BalancesAsync(reader, "A", new DateOnly(2026, 12, 31), knownAt is { } moment ? Moments.ToMicroseconds(moment) : null)).Expect().Head);

    [Test]
    public void Every_head_is_made_where_the_checkpoint_is_read() => HouseRule.Stands(
        from file in Repository.Files("src", ".cs")
        where !file.Path.EndsWith("/KnownMoment.cs", StringComparison.Ordinal) && MakesAHead().IsMatch(CSharpText.Read(file.Text).Code)
        select $"{file.Path}: a head made by hand bears no checkpoint; ask KnownMoment.HeadOf for it");

    [GeneratedRegex(@"new\s+ReportHead\s*\(")]
    private static partial Regex MakesAHead();
}
