using System.Text;
using FundLedger.Donations.Lists;
using FundLedger.Donations.Uploads;
using FundLedger.Values;
using static FundLedger.Tests.Donations.Uploads.UploadTest;

namespace FundLedger.Tests.Donations.Uploads;

[TestFixtureSource(typeof(TestDatabases))]
public sealed class UploadingAList(TestDatabase database)
{
    [Test]
    public Task A_file_of_several_parts_is_read_again_as_it_came() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        var csv = Rows(60_000);
        var upload = await ReceivedAsync(ledger, csv);
        Assert.That((upload.State, upload.SizeBytes, await PartsAsync(ledger)), Is.EqualTo((UploadState.Waiting, (long)Encoding.UTF8.GetByteCount(csv), 2L)));
        await ledger.ReopenAsync();
        using var file = ((ListOpening.Opened)await FundLedger.Donations.Uploads.Uploads.OpenAsync(ledger.Database, upload)).File;
        Assert.That(file.Sha256, Is.EqualTo(Convert.ToHexStringLower(upload.Sha256!)));
        Assert.That(((ListScanning.Scanned)file.Scan(new ListSettings(Currency.Cny, ListProfile.Guess))).Scan.Gifts, Is.EqualTo(60_000));
    });

    [TestCase("", "file-empty")]
    [TestCase("%PDF-1.7", "file-pdf")]
    [TestCase("\u0000\u0001\u0002\u0000\u0001", "file-not-a-list")]
    [TestCase("<html><table></table>", "file-markup")]
    public Task What_is_no_list_is_refused_and_nothing_of_it_is_kept(string content, string code) => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        var outcome = await ReceiveAsync(ledger, Encoding.Latin1.GetBytes(content));
        Assert.That(((ReceiveOutcome.Refused)outcome).Reason.Code, Is.EqualTo(code));
        Assert.That(await ledger.ScalarAsync<long>("SELECT (SELECT COUNT(*) FROM import_uploads) + (SELECT COUNT(*) FROM import_upload_parts)"), Is.Zero);
    });

    [Test]
    public Task A_workbook_locked_with_a_password_is_refused_with_the_mend() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        var outcome = await ReceiveAsync(ledger, [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, .. new byte[600]]);
        Assert.That(((ReceiveOutcome.Refused)outcome).Reason.Message.En, Does.Contain("locked with a password").And.Contain("save it as"));
    });

    [Test]
    public Task A_file_over_the_limit_is_refused_and_nothing_of_it_is_kept() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        var outcome = await ReceiveAsync(ledger, new byte[UploadLimits.FileBytes + 1]);
        Assert.That(((ReceiveOutcome.Refused)outcome).Reason.Code, Is.EqualTo("file-too-large"));
        Assert.That(await PartsAsync(ledger), Is.Zero);
    });

    [Test]
    public Task A_sender_who_breaks_off_leaves_nothing() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        Assert.That(async () => await new ReceiveUpload(ledger.Database).RunAsync(ledger.Ask(), "x.csv", Into("LAKE"), new BrokenOff(Rows(60_000))), Throws.InstanceOf<IOException>());
        Assert.That(await ledger.ScalarAsync<long>("SELECT (SELECT COUNT(*) FROM import_uploads) + (SELECT COUNT(*) FROM import_upload_parts)"), Is.Zero);
    });

    [Test]
    public Task The_same_file_while_it_waits_is_found_again_and_into_another_fund_it_is_another_one() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        await ledger.FundAsync("POOL");
        var first = await ReceivedAsync(ledger, Rows(3));
        Assert.That((await ReceivedAsync(ledger, Rows(3))).Id, Is.EqualTo(first.Id));
        Assert.That((await ReceivedAsync(ledger, Rows(3), "POOL")).Id, Is.Not.EqualTo(first.Id));
        Assert.That(await PartsAsync(ledger), Is.EqualTo(2));
    });

    [Test]
    public Task One_that_was_removed_is_nowhere_in_the_books_and_its_number_is_not_given_again() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        var upload = await ReceivedAsync(ledger, Rows(3));
        (await new DiscardUpload(ledger.Database).RunAsync(ledger.Ask(), upload.Id)).Expect();
        Assert.That(await PartsAsync(ledger), Is.Zero);
        Assert.That((await ReceivedAsync(ledger, Rows(3))).Id, Is.GreaterThan(upload.Id));
    });

    [Test]
    public Task One_that_is_left_alone_is_removed_after_its_days_and_not_before() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        await ReceivedAsync(ledger, Rows(3));
        ledger.Clock.Advance(TimeSpan.FromDays(UploadLimits.DaysKept));
        Assert.That(await new DiscardUpload(ledger.Database).ExpiredAsync("clerk-7", ledger.Clock), Is.Zero);
        ledger.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.That(await new DiscardUpload(ledger.Database).ExpiredAsync("clerk-7", ledger.Clock), Is.EqualTo(1));
        Assert.That(await PartsAsync(ledger), Is.Zero);
    });

    [Test]
    public Task One_that_is_queued_is_neither_changed_nor_removed_nor_started_twice() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        var upload = await StartedAsync(ledger, Rows(3));
        Assert.That(Refused.CodeOf(await new SettleUpload(ledger.Database).RunAsync(ledger.Ask(), upload.Id, Into("LAKE"))), Is.EqualTo("upload-running"));
        Assert.That(Refused.CodeOf(await new DiscardUpload(ledger.Database).RunAsync(ledger.Ask(), upload.Id)), Is.EqualTo("upload-running"));
        Assert.That(Refused.CodeOf(await new StartUpload(ledger.Database).RunAsync(ledger.Ask(), upload.Id, Into("LAKE"), 0)), Is.EqualTo("upload-running"));
    });

    /// <summary>Gives its first part and fails.</summary>
    private sealed class BrokenOff(string text) : MemoryStream(Encoding.UTF8.GetBytes(text))
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            Position < UploadLimits.PartBytes ? base.ReadAsync(buffer, cancellationToken) : throw new IOException("the sender broke off");
    }
}
