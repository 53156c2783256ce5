using FundLedger.People.Approvals;
using FundLedger.Values;

namespace FundLedger.Web.Approving;

/// <summary>Where a proposal stands, in words: one whose time is over is expired, though nobody closed it.</summary>
internal static class ProposalWords
{
    internal static Bilingual State(Proposal proposal, long moment) =>
        proposal.Status == ProposalStatus.Open && !proposal.IsOpenAt(moment) ? new("已过期", "Expired") : State(proposal.Status);

    internal static Bilingual State(ProposalStatus status) => status switch
    {
        ProposalStatus.Open => new("待复核", "Waiting"),
        ProposalStatus.Executed => new("已通过并执行", "Agreed and done"),
        ProposalStatus.Rejected => new("已否决", "Rejected"),
        ProposalStatus.Withdrawn => new("已撤回", "Withdrawn"),
        _ => new("已作废", "Void"),
    };

    /// <summary>What became of a proposal just made.</summary>
    internal static Bilingual Said(ActProposed done) => done.Status == ProposalStatus.Open
        ? new($"已提出第 {done.Proposal} 号事项，待 {done.Checkers} 人复核。", $"Proposed as number {done.Proposal}; it waits for {done.Checkers} other person(s) to agree.")
        : new($"第 {done.Proposal} 号事项不需要复核，已执行。", $"Number {done.Proposal} needs nobody else and is done.");

    /// <summary>What became of a decision just made.</summary>
    internal static Bilingual Said(ProposalDecided done) => done.Status switch
    {
        ProposalStatus.Open => new($"已同意第 {done.Proposal} 号事项，尚需 {done.Missing} 人。", $"You agreed to number {done.Proposal}; {done.Missing} more must."),
        ProposalStatus.Executed => new($"第 {done.Proposal} 号事项已通过并执行。", $"Number {done.Proposal} is agreed to and done."),
        ProposalStatus.Rejected => new($"第 {done.Proposal} 号事项已否决。", $"Number {done.Proposal} is rejected."),
        _ => new($"第 {done.Proposal} 号事项所涉内容已变化，已作废，没有执行。", $"What number {done.Proposal} was about has changed: it is void, and nothing was done."),
    };
}
