using FundLedger.Ledger;
using FundLedger.Outbox;
using FundLedger.People.Approvals;
using FundLedger.People.Roles;
using FundLedger.People.Trail;
using FundLedger.Programmes;

namespace FundLedger.Disclosure;

/// <param name="Report">Code of the report it was drawn as, or <see cref="Announcement"/> for words.</param>
public sealed record NewDisclosureFile(string Report, Language Language, Attachment Content)
{
    /// <summary>In files and figures, beside the codes of reports.</summary>
    public const string Announcement = "announcement";

    /// <summary>A report tells when it was drawn and is never the same twice; words are.</summary>
    internal string Asked => $"{(Report == Announcement ? Convert.ToHexStringLower(Content.Sha256) : Report)} {Language.TagOf()}";
}

/// <summary>A document that was drawn, to be kept as it is.</summary>
public sealed record NewDraft(string Item, IReadOnlyList<NewDisclosureFile> Files, IReadOnlyList<DisclosureFigure> Figures, long KnownAt, long? CheckpointSize);

public sealed record DisclosurePrepared(string Item, long Draft);

/// <summary>Keeps the document that is to be published, before anybody agrees: who checks must be able to read it. Publishing it draws nothing again.</summary>
public sealed class PrepareDisclosure(Database database)
{
    public const int MostFiles = 10;

    /// <param name="drawn">Asked for again under the same key it is answered with what was prepared first, however it was drawn now.</param>
    public Task<Outcome<DisclosurePrepared>> RunAsync(Asked asked, NewDraft drawn, CancellationToken stop = default) => database.WriteAsync<DisclosurePrepared>(
        asked.For("prepare-disclosure", [OperationField.Of("item", drawn.Item), .. drawn.Files.Select((file, no) => OperationField.Of($"file-{no + 1}", file.Asked))]),
        async tx =>
        {
            if (drawn.Files.Count is 0 or > MostFiles) return Refusal.Of("disclosure-empty", "reports", $"请选择报表或填写公告文字，最多 {MostFiles} 份。", $"Choose reports or write what is to be told: at most {MostFiles}.");
            if (drawn.Files.Select(file => file.Content.Refusal).FirstOrDefault(bad => bad is not null) is { } badFile) return badFile;
            if (await DisclosureReading.FindAsync(tx, await Books.OfAsync(tx), drawn.Item) is not { } work) return DisclosureRules.Unknown(drawn.Item);
            if (work.Exemption is not null) return DisclosureRules.Exempt(work.Item);
            var item = await DisclosureStore.HoldAsync(tx, work.Item);
            var draft = await DisclosureStore.InsertDraftAsync(tx, item, drawn);
            await AuditTrail.AddAsync(tx, AuditNote.Done("prepare-disclosure", "disclosure", work.Item.Key, $"draft {draft}"));
            return new DisclosurePrepared(work.Item.Key, draft);
        }, stop);
}

/// <param name="Version">How many versions there are: one that came in between makes this void.</param>
/// <param name="Draft">The document, as it was prepared.</param>
/// <param name="Address">Where outside; empty for none.</param>
/// <param name="Reason">Why it corrects what is published; empty for the first.</param>
public sealed record NewPublication(string Item, int Version, long Draft, DisclosurePlace Place, string Address, string Reason);

public sealed record DisclosurePublished(string Item, int Version);

/// <summary>Publishes a prepared document as the next version. What is published stays: a later version corrects it, with the reason.</summary>
public sealed class PublishDisclosure(Database database)
{
    /// <summary>How it is proposed: whoever prepared it never publishes it alone.</summary>
    public static readonly ProposalKind<NewPublication, DisclosurePublished> Kind = new("publish-disclosure", new("公开信息或更正公告", "Publish a disclosure or its correction"), SubjectAsync, RunAsync) { LeastCheckers = 1 };

    public Task<Outcome<DisclosurePublished>> RunAsync(Asked asked, NewPublication wanted, CancellationToken stop = default) => database.WriteAsync<DisclosurePublished>(
        asked.For("publish-disclosure", OperationField.Of("publication", GrantJson.Write(wanted))),
        async tx => await Checked.RefusalForAsync(tx, Kind, null) is { } notAlone ? notAlone : await RunAsync(tx, wanted, new Agreed(0, asked.Actor, [])), stop);

    private static async Task<Outcome<DisclosurePublished>> RunAsync(LedgerTransaction tx, NewPublication wanted, Agreed agreed)
    {
        if (!(await FindAsync(tx, wanted)).IsDone(out var work, out var refusal)) return refusal;
        var item = await DisclosureStore.HoldAsync(tx, work.Item);
        var version = new DisclosureVersion(work.Versions.Count + 1, work.Prepared!, tx.Today, wanted.Place, wanted.Address.Trim().ToNfc(), wanted.Reason.Trim().ToNfc(), agreed.Maker, agreed.Proposal == 0 ? null : agreed.Proposal);
        await DisclosureStore.InsertVersionAsync(tx, item, version);
        await AuditTrail.AddAsync(tx, AuditNote.Done("publish-disclosure", "disclosure", work.Item.Key, $"version {version.No}"));
        await Events.AddAsync(tx, new Happening(EventKind.DisclosurePublished, work.Item.Key)
        {
            Entity = work.Item.Entity.Code, Fund = work.Item.Fund?.Code ?? "", Detail = new Dictionary<string, string> { ["version"] = $"{version.No}" },
        });
        return new DisclosurePublished(work.Item.Key, version.No);
    }

    private static async Task<Outcome<DisclosureWork>> FindAsync(LedgerTransaction tx, NewPublication wanted)
    {
        if (await DisclosureReading.FindAsync(tx, await Books.OfAsync(tx), wanted.Item) is not { } work) return DisclosureRules.Unknown(wanted.Item);
        return DisclosureRules.RefusalFor(work, wanted) is { } refusal ? refusal : work;
    }

    private static async Task<Outcome<ProposalSubject>> SubjectAsync(LedgerTransaction tx, NewPublication wanted)
    {
        if (!(await FindAsync(tx, wanted)).IsDone(out var work, out var refusal)) return refusal;
        return new ProposalSubject("disclosure", work.Item.Key, ProposalSubject.VersionOf([work.Item.Key, $"{wanted.Version}", $"{wanted.Draft}"]), DisclosureRules.TargetOf(work.Item));
    }
}

public sealed record NewExemption(string Item, string Reason);

public sealed record DisclosureExempted(string Item);

/// <summary>Two people find that something need not be published, and say why.</summary>
public sealed class ExemptDisclosure(Database database)
{
    /// <summary>How it is proposed.</summary>
    public static readonly ProposalKind<NewExemption, DisclosureExempted> Kind = new("exempt-disclosure", new("认定不适用信息公开", "Find that a disclosure does not apply"), SubjectAsync, RunAsync) { LeastCheckers = 1 };

    public Task<Outcome<DisclosureExempted>> RunAsync(Asked asked, NewExemption wanted, CancellationToken stop = default) => database.WriteAsync<DisclosureExempted>(
        asked.For("exempt-disclosure", OperationField.Of("item", wanted.Item), OperationField.Of("reason", wanted.Reason)),
        async tx => await Checked.RefusalForAsync(tx, Kind, null) is { } notAlone ? notAlone : await RunAsync(tx, wanted, new Agreed(0, asked.Actor, [])), stop);

    private static async Task<Outcome<DisclosureExempted>> RunAsync(LedgerTransaction tx, NewExemption wanted, Agreed agreed)
    {
        if (!(await FindAsync(tx, wanted)).IsDone(out var work, out var refusal)) return refusal;
        await DisclosureStore.InsertExemptionAsync(tx, await DisclosureStore.HoldAsync(tx, work.Item), new DisclosureExemption(wanted.Reason.Trim().ToNfc(), tx.Today, agreed.Maker, agreed.Proposal == 0 ? null : agreed.Proposal));
        await AuditTrail.AddAsync(tx, AuditNote.Done("exempt-disclosure", "disclosure", work.Item.Key));
        return new DisclosureExempted(work.Item.Key);
    }

    private static async Task<Outcome<DisclosureWork>> FindAsync(LedgerTransaction tx, NewExemption wanted)
    {
        if (await DisclosureReading.FindAsync(tx, await Books.OfAsync(tx), wanted.Item) is not { } work) return DisclosureRules.Unknown(wanted.Item);
        if (work.Exemption is not null) return DisclosureRules.Exempt(work.Item);
        if (work.Versions.Count > 0) return Refusal.Of("disclosure-published", "item", "已经公开的，不能再认定为不适用。", "It is published: it cannot be found not to apply any more.");
        if (string.IsNullOrWhiteSpace(wanted.Reason)) return Refusal.Of("reason-missing", "reason", "请写明为什么不适用。", "Say why it does not apply.");
        return KeptText.Reason.RefusalFor(wanted.Reason.Trim(), "reason") is { } tooLong ? tooLong : work;
    }

    private static async Task<Outcome<ProposalSubject>> SubjectAsync(LedgerTransaction tx, NewExemption wanted)
    {
        if (!(await FindAsync(tx, wanted)).IsDone(out var work, out var refusal)) return refusal;
        return new ProposalSubject("disclosure", work.Item.Key, ProposalSubject.VersionOf([work.Item.Key]), DisclosureRules.TargetOf(work.Item));
    }
}

/// <summary>What may be done about a disclosure: pure rules.</summary>
public static class DisclosureRules
{
    /// <summary>The part of the ledger it is of.</summary>
    public static Target TargetOf(DisclosureItem item) => new(item.Entity.Code, item.Fund?.Code);

    internal static Refusal Unknown(string key) => Refusal.Of("disclosure-unknown", "item", $"没有编号为“{key}”的公开事项。", $"There is nothing to be published under '{key}'.");

    internal static Refusal Exempt(DisclosureItem item) => Refusal.Of("disclosure-exempt", "item", $"“{item.Name.Zh}”已认定为不适用。", $"'{item.Name.En}' was found not to apply.");

    internal static Refusal? RefusalFor(DisclosureWork work, NewPublication wanted)
    {
        if (work.Exemption is not null) return Exempt(work.Item);
        if (wanted.Version != work.Versions.Count)
            return Refusal.Of("disclosure-changed", "version", $"这一事项已公开到第 {work.Versions.Count} 版，请按最新版重新提出。", $"This is published in version {work.Versions.Count} by now: ask again from that.");
        if (work.Prepared is not { } draft || draft.Id != wanted.Draft)
            return Refusal.Of("disclosure-not-prepared", "draft", "请先备好文件；备好之后又重新备过的，以最后一次为准。", "Prepare the document first; where it was prepared again since, the last one counts.");
        var isForEverybody = DisclosureRule.Find(work.Item.Rule)?.IsForEverybody != false;
        if (isForEverybody != (wanted.Place != DisclosurePlace.Donors))
            return isForEverybody ? Refusal.Of("disclosure-place", "place", "这一事项须向社会公开，不能只告知捐赠人。", "This is to be published for everybody, not told to donors alone.")
                : Refusal.Of("disclosure-place", "place", "定向募捐的情况告知捐赠人，不列在公示页上。", "What a directed campaign came to is told to its donors and stands on no public page.");
        if (wanted.Place == DisclosurePlace.Outside && string.IsNullOrWhiteSpace(wanted.Address))
            return Refusal.Of("disclosure-address", "address", "请填写外部平台的网址或名称，如慈善中国上的页面。", "Give the address or name of the platform outside, such as its page on 慈善中国.");
        if (KeptText.DocumentId.RefusalFor(wanted.Address.Trim(), "address") is { } tooLong) return tooLong;
        var isCorrection = work.Versions.Count > 0;
        if (isCorrection && string.IsNullOrWhiteSpace(wanted.Reason)) return Refusal.Of("reason-missing", "reason", "更正公告须写明更正的理由。", "A correction says why.");
        if (!isCorrection && !string.IsNullOrWhiteSpace(wanted.Reason)) return Refusal.Of("reason-not-asked", "reason", "首次公开没有更正理由；理由只在更正时填写。", "What is published for the first time corrects nothing: leave the reason out.");
        return KeptText.Reason.RefusalFor(wanted.Reason.Trim(), "reason");
    }
}
