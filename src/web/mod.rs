//! The web pages: routes, what surrounds every request, and a handler for each address.
//!
//! A handler reads as a paragraph: load, ask the domain, store, redirect. What a member may not see is not loaded.

pub mod account;
pub mod activity;
pub mod admin;
pub mod app;
pub mod as_of;
pub mod assets;
pub mod audit;
pub mod body;
pub mod body_limits;
pub mod calendar;
pub mod comment;
pub mod cooperation;
pub mod dashboard;
pub mod error;
pub mod event;
pub mod extract;
pub mod fields;
pub mod form;
pub mod frame;
pub mod framework;
pub mod health;
pub mod home;
pub mod indicator;
pub mod link;
pub mod log;
pub mod metrics;
pub mod money;
pub mod moved;
pub mod organisation;
pub mod output;
pub mod page_cache;
pub mod plan;
pub mod reminder;
pub mod report;
pub mod response;
pub mod routes;
pub mod search;
pub mod session;
pub mod team;
pub mod upload;
pub mod visitor;

use crate::web::error::AppError;

/// What is answered to an address that is not in the table of routes.
///
/// # Errors
/// Always [`AppError::NotFound`].
pub async fn nothing_here() -> Result<actix_web::HttpResponse, AppError> {
    Err(AppError::NotFound)
}
