using System.Text;
using FundLedger.Donors;
using FundLedger.Storage;

namespace FundLedger.Tests.Donors;

/// <summary>Of the embedded database only: what SQL Server keeps in its log and its backups is its administrator's to let go.</summary>
public sealed class ErasingFromTheFile
{
    private static readonly TestDatabase Sqlite = TestDatabase.All[0];

    [Test]
    public Task No_byte_of_it_is_left_in_the_folder() => Sqlite.RunAsync(async ledger =>
    {
        await ErasingADonor.GiveAndRefundAsync(ledger);
        await ledger.ReopenAsync();
        Assert.That(Found(ledger.Options), Is.EquivalentTo(ErasingADonor.Personal), "it was there, in the database file itself");
        (await new EraseDonor(ledger.Database).RunAsync(ledger.Ask(), ErasingADonor.Personal[0])).Expect();
        await ledger.DonateAsync("LAKE", 1, donor: "");

        Assert.That(Found(ledger.Options), Is.Empty, "while the program runs: the log beside the file must not keep it either");
        await ledger.ReopenAsync();
        Assert.That(Found(ledger.Options), Is.Empty, "after the log was folded in");
    });

    [Test]
    public Task A_reader_does_not_hold_the_erasure_up_and_when_it_is_gone_the_next_write_empties_the_log() => Sqlite.RunAsync(async ledger =>
    {
        await ErasingADonor.GiveAndRefundAsync(ledger);
        await ledger.Database.ReadAsync(async reader =>
        {
            await FundLedger.Ledger.Books.LoadAsync(reader);
            var erasing = new EraseDonor(ledger.Database).RunAsync(ledger.Ask(), ErasingADonor.Personal[0]);
            Assert.That(await Task.WhenAny(erasing, Task.Delay(TimeSpan.FromSeconds(20))), Is.SameAs(erasing));
            return (await erasing).Expect();
        });
        await ledger.DonateAsync("LAKE", 1, donor: "");
        Assert.That(Found(ledger.Options), Is.Empty);
    });

    private static IEnumerable<string> Found(StorageOptions options)
    {
        var files = Directory.GetFiles(options.Directory).Where(file => !file.EndsWith("writer.lock", StringComparison.Ordinal)).Select(Read).ToList();
        return ErasingADonor.Personal.Where(text => files.Any(file => file.AsSpan().IndexOf(Encoding.UTF8.GetBytes(text)) >= 0));
    }

    private static byte[] Read(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }
}
