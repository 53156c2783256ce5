using FundLedger.Ledger;
using FundLedger.People.Approvals;

namespace FundLedger.Seals;

/// <summary>Checks that what was proposed is what its hash says, that enough different people agreed to what was done, and that nothing was done that was not.</summary>
internal sealed class ProposalCheck(LedgerReader reader, Findings findings)
{
    private static readonly SqlFile List = new("seals/list_proposals");
    private static readonly SqlFile ListDecisions = new("seals/list_decisions");
    private static readonly SqlFile ListRuns = new("seals/list_proposal_runs");

    internal async Task RunAsync()
    {
        var decisions = (await reader.QueryAsync<DecisionRow>(ListDecisions)).ToLookup(row => row.ProposalId);
        var runs = (await reader.QueryAsync<string>(ListRuns)).ToHashSet(StringComparer.Ordinal);
        foreach (var row in await reader.QueryAsync<StoredProposal>(List))
        {
            CheckContent(row);
            CheckPeople(row, [.. decisions[row.ProposalId]]);
            if (row.Status == "executed" != runs.Contains(Proposal.KeyOf(row.ProposalId, row.ContentHash)))
                Add("proposal-run", row, "状态与是否执行不符。", "it says whether it was done, and the operations say otherwise.");
        }
    }

    private void CheckContent(StoredProposal row)
    {
        var derived = ProposalHash.Of(row.Kind, row.Maker, row.ProposedAt, row.ExpiresAt, row.TargetType, row.TargetId, row.TargetVersion, row.Entity, row.Fund, row.Currency, row.AmountMinor,
            row.Checkers, row.Replaces ?? 0, row.Commitment);
        if (!derived.AsSpan().SequenceEqual(row.ContentHash))
            Add("proposal-altered", row, "内容与其哈希不符，已被改动。", "it does not fit its hash; it was altered.");
        else if (row.Payload is { } payload && (row.Salt is null || !EntryHash.Commitment(row.Salt, payload).AsSpan().SequenceEqual(row.Commitment)))
            Add("proposal-altered", row, "要执行的内容与其承诺值不符，已被改动。", "what is to run does not fit its commitment; it was altered.");
    }

    private void CheckPeople(StoredProposal row, DecisionRow[] decisions)
    {
        var named = decisions.SelectMany(decision => new[] { decision.Checker, decision.InSteadOf }.Distinct()).Append(row.Maker).ToList();
        if (named.Distinct().Count() < named.Count)
            Add("proposal-people", row, "同一人出现两次：提出人与复核人须各不相同。", "somebody appears on it twice: maker and checkers must be different people.");
        if (decisions.Any(decision => !decision.ContentHash.AsSpan().SequenceEqual(row.ContentHash)))
            Add("proposal-people", row, "有人决定的是另一份内容。", "somebody decided on other content.");
        if (row.Status == "executed" && (decisions.Count(decision => decision.IsApproval == 1) < row.Checkers || decisions.Any(decision => decision.IsApproval == 0)))
            Add("proposal-people", row, $"已执行，但同意的人少于 {row.Checkers} 人或有人否决。", $"it was done, and fewer than {row.Checkers} agreed or somebody did not.");
    }

    private void Add(string code, StoredProposal row, string zh, string en) => findings.Add(code, null, $"申请 {row.ProposalId}：{zh}", $"Proposal {row.ProposalId}: {en}");

    private sealed record StoredProposal
    {
        public long ProposalId { get; init; }
        public string Kind { get; init; } = "";
        public string Maker { get; init; } = "";
        public long ProposedAt { get; init; }
        public long ExpiresAt { get; init; }
        public string TargetType { get; init; } = "";
        public string TargetId { get; init; } = "";
        public byte[] TargetVersion { get; init; } = [];
        public string Entity { get; init; } = "";
        public string Fund { get; init; } = "";
        public string Currency { get; init; } = "";
        public long AmountMinor { get; init; }
        public long Checkers { get; init; }
        public long? Replaces { get; init; }
        public byte[] Commitment { get; init; } = [];
        public byte[] ContentHash { get; init; } = [];
        public byte[]? Salt { get; init; }
        public string? Payload { get; init; }
        public string Status { get; init; } = "";
    }

    private sealed record DecisionRow
    {
        public long ProposalId { get; init; }
        public string Checker { get; init; } = "";
        public string InSteadOf { get; init; } = "";
        public long IsApproval { get; init; }
        public byte[] ContentHash { get; init; } = [];
    }
}
