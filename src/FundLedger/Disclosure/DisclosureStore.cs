using FundLedger.Ledger;
using FundLedger.Programmes;

namespace FundLedger.Disclosure;

/// <summary>What was set, and what was done about disclosures, as rows.</summary>
internal static class DisclosureStore
{
    private static readonly SqlFile ListSettings = new("disclosure/list_settings");
    private static readonly SqlFile ListActivities = new("disclosure/list_activities");
    private static readonly SqlFile ListItems = new("disclosure/list_items");
    private static readonly SqlFile HoldItem = new("disclosure/hold_item");
    private static readonly SqlFile InsertItem = new("disclosure/insert_item");
    private static readonly SqlFile ListDrafts = new("disclosure/list_drafts");
    private static readonly SqlFile InsertDraft = new("disclosure/insert_draft");
    private static readonly SqlFile ListFiles = new("disclosure/list_files");
    private static readonly SqlFile InsertFile = new("disclosure/insert_file");
    private static readonly SqlFile ListVersions = new("disclosure/list_versions");
    private static readonly SqlFile InsertVersion = new("disclosure/insert_version");
    private static readonly SqlFile ListExemptions = new("disclosure/list_exemptions");
    private static readonly SqlFile InsertExemption = new("disclosure/insert_exemption");
    private static readonly SqlFile ListRelated = new("disclosure/list_related_gifts");

    /// <summary>The last version of every entity that has one.</summary>
    internal static async Task<IReadOnlyList<DisclosureSettings>> SettingsAsync(LedgerReader reader, Books books) =>
        [.. (await reader.QueryAsync<SettingsRow>(ListSettings)).Select(row => new DisclosureSettings(
            row.EntityId, (int)row.VersionNo, row.RaisesPublicly == 1, IsoDates.Read(row.WatchedFrom), new Money(row.MajorMinor, books.Entity(row.EntityId).Currency), row.Reason))];

    /// <summary>The earliest first.</summary>
    internal static async Task<IReadOnlyList<DisclosureActivity>> ActivitiesAsync(LedgerReader reader, Books books) =>
        [.. (await reader.QueryAsync<ActivityRow>(ListActivities)).Select(row => new DisclosureActivity(
            row.ActivityId, books.Fund(row.FundId), StoredWords.Read<DisclosureActivityKind>(row.Kind), row.Code, row.Name, IsoDates.Read(row.FirstDay), row.LastDay is { } last ? IsoDates.Read(last) : null))];

    /// <summary>What was posted in these days that others are told of.</summary>
    internal static async Task<IReadOnlyList<DisclosureEvent>> EventsAsync(LedgerReader reader, Books books, DisclosureSettings settings, DateSpan days)
    {
        var (entity, found) = (books.Entity(settings.EntityId), new List<DisclosureEvent>());
        found.AddRange(Events(DisclosureEventKind.Major, await MajorEntries.ListAsync(reader, entity, settings.Major, days)));
        found.AddRange(Events(DisclosureEventKind.Related, await reader.QueryAsync<EventRow>(ListRelated, new
        {
            entity_id = entity.Id, first_day = days.First.ToIso(), last_day = days.Last.ToIso(), currency = entity.Currency.Code,
        })));
        return found;

        IEnumerable<DisclosureEvent> Events(DisclosureEventKind kind, IEnumerable<EventRow> rows) => rows.Select(row => new DisclosureEvent(
            kind, row.EntryId, IsoDates.Read(row.OccurredOn), row.FirstFund == row.LastFund ? books.Fund(row.FirstFund) : null, new Money(row.AmountMinor, entity.Currency)));
    }

    /// <summary>Those acted upon, with their ids.</summary>
    /// <param name="key">Of one; empty for all that fall due in these days.</param>
    internal static async Task<IReadOnlyList<(long Id, DisclosureItem Item)>> ItemsAsync(LedgerReader reader, Books books, string key, DateSpan due) =>
        [.. (await reader.QueryAsync<ItemRow>(ListItems, new { item_key = key, first_day = due.First.ToIso(), last_day = due.Last.ToIso() })).Select(row => (row.ItemId, new DisclosureItem(
            row.ItemKey, row.RuleCode, books.Entity(row.EntityId), row.FundId is { } fund ? books.Fund(fund) : null, row.Subject, new DateSpan(IsoDates.Read(row.FirstDay), IsoDates.Read(row.LastDay)), IsoDates.Read(row.DueOn))))];

    /// <summary>Makes it a row where it is none yet, and keeps others from acting upon it until this transaction ends.</summary>
    internal static async Task<long> HoldAsync(LedgerTransaction tx, DisclosureItem item) =>
        await tx.FindAsync<long?>(HoldItem, new { item_key = item.Key }) ?? await tx.SingleAsync<long>(InsertItem, new
        {
            item_key = item.Key, rule_code = item.Rule, entity_id = item.Entity.Id, fund_id = item.Fund?.Id, subject = item.Subject, first_day = item.Covers.First.ToIso(), last_day = item.Covers.Last.ToIso(),
            due_on = item.DueOn.ToIso(),
        });

    /// <summary>What was done about items, by their ids.</summary>
    /// <param name="item">Of one; 0 for all.</param>
    internal static async Task<Func<long, DisclosureItem, DisclosureWork>> DoneAsync(LedgerReader reader, long item)
    {
        var files = (await reader.QueryAsync<FileRow>(ListFiles, new { item_id = item })).ToLookup(row => row.DraftId, row => new DisclosureFile((int)row.FileNo, row.Report, row.Language, row.Sha256, row.FileName));
        var drafts = (await reader.QueryAsync<DraftRow>(ListDrafts, new { item_id = item })).Select(row => new DisclosureDraft(
            row.DraftId, row.ItemId, IsoDates.Read(row.PreparedOn), row.KnownAt, row.CheckpointSize, GrantJson.ReadStored<DisclosureFigure[]>(row.Figures), [.. files[row.DraftId]], row.Actor)).ToDictionary(draft => draft.Id);
        var versions = (await reader.QueryAsync<VersionRow>(ListVersions, new { item_id = item })).ToLookup(row => row.ItemId, row => new DisclosureVersion(
            (int)row.VersionNo, drafts[row.DraftId], IsoDates.Read(row.PublishedOn), StoredWords.Read<DisclosurePlace>(row.Place), row.Address, row.Reason, row.Maker, row.ProposalId));
        var exemptions = (await reader.QueryAsync<ExemptionRow>(ListExemptions, new { item_id = item })).ToDictionary(row => row.ItemId, row => new DisclosureExemption(row.Reason, IsoDates.Read(row.DecidedOn), row.Maker, row.ProposalId));
        var newest = drafts.Values.GroupBy(draft => draft.ItemId).ToDictionary(of => of.Key, of => of.MaxBy(draft => draft.Id)!);
        return (id, of) =>
        {
            var published = versions[id].ToList();
            var drawn = newest.GetValueOrDefault(id);
            return new DisclosureWork(of, published, drawn is not null && drawn.Id > published.Select(version => version.Draft.Id).DefaultIfEmpty().Max() ? drawn : null, exemptions.GetValueOrDefault(id));
        };
    }

    internal static async Task<long> InsertDraftAsync(LedgerTransaction tx, long item, NewDraft drawn)
    {
        var draft = await tx.SingleAsync<long>(InsertDraft, new
        {
            item_id = item, prepared_on = tx.Today.ToIso(), known_at = drawn.KnownAt, checkpoint_size = drawn.CheckpointSize, figures = GrantJson.Write(drawn.Figures), actor = tx.Operation.Actor, recorded_at = tx.RecordedAt,
        });
        for (var no = 1; no <= drawn.Files.Count; no++)
        {
            var file = drawn.Files[no - 1];
            await tx.ExecuteAsync(InsertFile, new { draft_id = draft, file_no = (long)no, report = file.Report, language = file.Language.TagOf(), sha256 = file.Content.Sha256, file_name = file.Content.FileName });
            await Attachments.KeepAsync(tx, file.Content, $"disclosure/{item}/{draft}");
        }

        return draft;
    }

    internal static Task InsertVersionAsync(LedgerTransaction tx, long item, DisclosureVersion version) => tx.ExecuteAsync(InsertVersion, new
    {
        item_id = item, version_no = (long)version.No, draft_id = version.Draft.Id, published_on = version.On.ToIso(), place = StoredWords.Word(version.Place), address = version.Address, reason = version.Reason,
        maker = version.Maker, proposal_id = version.Proposal, recorded_at = tx.RecordedAt,
    });

    internal static Task InsertExemptionAsync(LedgerTransaction tx, long item, DisclosureExemption exemption) => tx.ExecuteAsync(InsertExemption, new
    {
        item_id = item, reason = exemption.Reason, decided_on = exemption.On.ToIso(), maker = exemption.Maker, proposal_id = exemption.Proposal, recorded_at = tx.RecordedAt,
    });

    private sealed record SettingsRow
    {
        public long EntityId { get; init; }
        public long VersionNo { get; init; }
        public long RaisesPublicly { get; init; }
        public string WatchedFrom { get; init; } = "";
        public long MajorMinor { get; init; }
        public string Reason { get; init; } = "";
    }

    private sealed record ActivityRow
    {
        public long ActivityId { get; init; }
        public long FundId { get; init; }
        public string Kind { get; init; } = "";
        public string Code { get; init; } = "";
        public string Name { get; init; } = "";
        public string FirstDay { get; init; } = "";
        public string? LastDay { get; init; }
    }

    private sealed record ItemRow
    {
        public long ItemId { get; init; }
        public string ItemKey { get; init; } = "";
        public string RuleCode { get; init; } = "";
        public long EntityId { get; init; }
        public long? FundId { get; init; }
        public string Subject { get; init; } = "";
        public string FirstDay { get; init; } = "";
        public string LastDay { get; init; } = "";
        public string DueOn { get; init; } = "";
    }

    private sealed record DraftRow
    {
        public long DraftId { get; init; }
        public long ItemId { get; init; }
        public string PreparedOn { get; init; } = "";
        public long KnownAt { get; init; }
        public long? CheckpointSize { get; init; }
        public string Figures { get; init; } = "";
        public string Actor { get; init; } = "";
    }

    private sealed record FileRow
    {
        public long DraftId { get; init; }
        public long FileNo { get; init; }
        public string Report { get; init; } = "";
        public string Language { get; init; } = "";
        public byte[] Sha256 { get; init; } = [];
        public string FileName { get; init; } = "";
    }

    private sealed record VersionRow
    {
        public long ItemId { get; init; }
        public long VersionNo { get; init; }
        public long DraftId { get; init; }
        public string PublishedOn { get; init; } = "";
        public string Place { get; init; } = "";
        public string Address { get; init; } = "";
        public string Reason { get; init; } = "";
        public string Maker { get; init; } = "";
        public long? ProposalId { get; init; }
    }

    private sealed record ExemptionRow
    {
        public long ItemId { get; init; }
        public string Reason { get; init; } = "";
        public string DecidedOn { get; init; } = "";
        public string Maker { get; init; } = "";
        public long? ProposalId { get; init; }
    }
}
