global using FundLedger.Values;
global using FundLedger.Storage;
