using FundLedger.People.Roles;
using FundLedger.Web.SigningIn;
using System.Globalization;
using FundLedger.Auditing.Queries;
using FundLedger.Donors;
using FundLedger.Ledger;
using FundLedger.Matching;
using FundLedger.People.Approvals;
using FundLedger.Reporting;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Approving;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc;

namespace FundLedger.Web.Pages.Entries;

/// <summary>One entry: what it says, why it is there, what came of it, and what proves it.</summary>
[Needs(Permission.ReadLedger)]
public sealed class EntryModel(Database database, TimeProvider clock) : LedgerPage(database, clock)
{
    public override Part Where => Part.Entries;
    public override Bilingual Title => new($"分录 {Entry.Id}", $"Entry {Entry.Id}");

    public PostedEntry Entry { get; private set; } = null!;

    /// <summary>The erasable text, masked; null when there is none or it was erased.</summary>
    public string? Text { get; private set; }

    public IReadOnlyList<RelatedEntry> Later { get; private set; } = [];
    public IReadOnlyList<AttachmentReference> Files { get; private set; } = [];

    /// <summary>What auditors asked about it, for them and for those who answer.</summary>
    public IReadOnlyList<AuditQuery> Queries { get; private set; } = [];

    /// <summary>Of the gift it records; null when it records none or none was issued.</summary>
    public Receipt? Receipt { get; private set; }

    /// <summary>What the gift it records earned; null when no programme was asked about it.</summary>
    public GiftMatch? Match { get; private set; }

    /// <summary>Of the voucher it is; null as long as its month is open, and for a promise.</summary>
    public (PeriodMonth Month, string Series, long Number)? Voucher { get; private set; }

    private Books books = null!;

    /// <summary>May do this to all that the entry touches.</summary>
    public bool MayToAll(Permission act) => Who.MayDo(act, books, Entry, Today);

    /// <summary>Who recorded it, by name where they have one.</summary>
    public IHtmlContent Recorder { get; private set; } = HtmlString.Empty;

    public PostedEntry? Cause { get; private set; }
    /// <summary>What was asked of the program; null where another ledger's journal was brought in.</summary>
    public string? Operation { get; private set; }

    /// <summary>The proposal that this entry came of, and who agreed to it; null where one person was enough.</summary>
    public Proposal? Proposal { get; private set; }

    public IReadOnlyList<ProposalDecision> Checkers { get; private set; } = [];

    internal PeopleNames Names { get; private set; } = null!;

    public bool HasPrevious => Entry.Id.Value > 1;
    public bool HasNext { get; private set; }

    public RelatedEntry? Reversal => Later.FirstOrDefault(later => later.IsReversal);

    public string RecordedAt => Moments.FromMicroseconds(Entry.RecordedAt).ToOffset(TimeSpan.FromHours(8)).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    public string Hash => Convert.ToHexStringLower(Entry.Hash);

    public async Task<IActionResult> OnGetAsync(long number)
    {
        var id = new EntryId(number);
        await ReadAsync(async (reader, read) =>
        {
            books = read;
            if (await JournalReading.FindAsync(reader, id, books) is not { } entry || !Who.MayDo(Permission.ReadLedger, books, entry, Today)) return;
            Entry = entry;
            Text = await JournalReading.TextAsync(reader, id) is { } text ? Masking.MaskedText(text, entry.Kind, await DonorList.IsAnonymousAsync(reader, id)) : null;
            Later = await JournalReading.RelatedAsync(reader, id);
            Files = await Attachments.ListAsync(reader, Attachments.ReferrerOf(id));
            Queries = [.. (await AuditQueries.OfEntryAsync(reader, books, id)).Where(query => May(Permission.Audit, query.Target) || May(Permission.RecordMoney, query.Target))];
            Cause = (entry.Reverses ?? entry.RelatesTo) is { } cause ? await JournalReading.FindAsync(reader, cause, books) : null;
            Recorder = (await WhoIs.LoadAsync(reader)).Shown(entry.Actor, Language);
            Operation = await JournalReading.OperationAsync(reader, entry);
            Names = await PeopleNames.LoadAsync(reader);
            Proposal = await Proposals.BehindAsync(reader, entry.OperationKey);
            if (Proposal is not null) Checkers = [.. (await Proposals.DecisionsAsync(reader, Proposal.Id)).Where(decision => decision.IsApproval)];
            Match = entry.Kind == EntryKind.Donation ? await MatchingReading.MatchOfAsync(reader, id, Today) : null;
            Receipt = await Receipts.OfGiftAsync(reader, books, id);
            Voucher = await VoucherReading.OfEntryAsync(reader, id);
            HasNext = number < await JournalReading.LastAsync(reader);
        });
        return Entry is null ? NotFound() : Page();
    }
}
